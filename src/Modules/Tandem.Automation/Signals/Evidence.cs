using Tandem.Contracts.Insight;
using Tandem.Kernel.Wording;

namespace Tandem.Automation.Signals;

/// <summary>One observed period.</summary>
internal sealed record EvidencePoint(DateOnly From, DateOnly To, decimal Value);

/// <summary>One forecast period: its middle (see <see cref="Evidence.Middle"/>) and bands.</summary>
internal sealed record EvidenceForecast(DateOnly From, DateOnly To, double Mid, double Lo80, double Hi80, double Lo95, double Hi95);

/// <summary>A number behind a probability, beside what is typical of the watched items; a code, worded for the reader.</summary>
internal sealed record EvidenceDriver(string Code, double Value, double Typical);

/// <summary>
/// Why a signal was raised, frozen then. <paramref name="Query"/>: the question that gives the same numbers again. <paramref name="Middle"/>: <c>mean</c> or <c>median</c>.
/// <paramref name="Threshold"/>: the number that later values are held against: half of 4 weeks' pace (slow seller), the bound that was broken (band), the target.
/// </summary>
internal sealed record Evidence(IReadOnlyList<EvidencePoint> Series, IReadOnlyList<EvidenceForecast> Forecast, string Middle, string Model, DateTime DataThrough, string Query, EvidenceMetric Metric)
{
    public string? Segment { get; init; }
    public string? SegmentName { get; init; }
    public Interval Interval { get; init; }
    public double? Probability { get; init; }
    public double Threshold { get; init; }

    /// <summary>Units a week (slow seller).</summary>
    public double? Pace { get; init; }

    /// <summary>Mean net price of a unit over 16 weeks, major units.</summary>
    public double? UnitPrice { get; init; }

    /// <summary>The last value seen (band) or what is expected at the target's end.</summary>
    public double? Value { get; init; }
    public IReadOnlyList<EvidenceDriver> Drivers { get; init; } = [];

    /// <summary>How many past cases the model learned from.</summary>
    public int? LearnedFrom { get; init; }
    public double? BacktestError { get; init; }
    public double? Coverage80 { get; init; }
}

/// <summary>The metric as it was defined at the signal.</summary>
internal sealed record EvidenceMetric(string Key, string Name, string Unit, string? Currency, int Version)
{
    /// <summary>The name by language, where it has several.</summary>
    public IReadOnlyDictionary<string, string> Names { get; init; } = new Dictionary<string, string>();
}

internal static class MetricNames
{
    /// <summary>A metric's name as the reader says it; titles that rules write use the workspace's.</summary>
    public static string ForReader(this EvidenceMetric metric) => Of(metric.Names, metric.Name);

    public static string ForReader(this MetricInfo metric) => Of(metric.Names, metric.Name);

    private static string Of(IReadOnlyDictionary<string, string> names, string name) => names.GetValueOrDefault(Words.Language(System.Globalization.CultureInfo.CurrentUICulture), name);
}
