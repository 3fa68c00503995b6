using Tandem.Metrics.Trends;

namespace Tandem.Insight.Questions;

/// <summary>A line of a trend as a page names it, and the same of the earlier time where one was asked for.</summary>
public sealed record ComparedLine(string Label, TrendLine Line, TrendLine? Earlier);
