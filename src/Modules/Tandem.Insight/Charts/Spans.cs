using Tandem.Kernel.Wording;

namespace Tandem.Insight.Charts;

/// <summary>Spans of time and shares as the pages of questions write them.</summary>
internal static class Spans
{
    /// <summary>Seconds as people say them: 31 d, 4 h, 12 min, 40 s.</summary>
    public static string Span(double seconds, Words words) => seconds switch
    {
        >= 2 * 86400 => words["insight.days", Math.Round(seconds / 86400)],
        >= 2 * 3600 => words["insight.hours", Math.Round(seconds / 3600)],
        >= 60 => words["insight.minutes", Math.Round(seconds / 60)],
        _ => words["insight.seconds", Math.Round(seconds)],
    };

    /// <summary>The largest unit of which so many seconds hold at least one: its name and its length.</summary>
    public static (string Name, decimal Seconds) UnitOf(decimal seconds) => seconds switch
    {
        >= 86400 => ("day", 86400),
        >= 3600 => ("hour", 3600),
        >= 60 => ("minute", 60),
        _ => ("second", 1),
    };

    public static double Ratio(decimal part, decimal whole) => whole == 0 ? 0 : (double)(part / whole);
}
