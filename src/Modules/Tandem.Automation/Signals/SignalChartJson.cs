using System.Text.Json;
using Tandem.Automation.Rules;
using Tandem.Forecasting.SlowSellers;
using Tandem.Kernel.Web;
using Tandem.Kernel.Wording;

namespace Tandem.Automation.Signals;

/// <summary>The chart of a signal for <c>tandem-chart</c> (web/islands/src/chart/data.ts): what was known, what was forecast then, what came.</summary>
internal static class SignalChartJson
{
    private const int Shown = 26;

    public static string Of(Story story, Words words)
    {
        var evidence = story.Signal.Evidence;
        var actual = evidence.Series.TakeLast(Shown).Concat(story.After).ToList();
        var x = actual.Select(p => p.From).Union(evidence.Forecast.Select(f => f.From)).Order().ToList();
        double?[] Line(Func<EvidenceForecast, double> value) => [.. x.Select(from => evidence.Forecast.FirstOrDefault(f => f.From == from) is { } f ? Math.Round(value(f), 2) : (double?)null)];
        var chart = new
        {
            x, interval = evidence.Interval.ToString().ToLowerInvariant(), unit = UnitOf(evidence, words),
            format = evidence.Metric.Unit switch { "money" => "money", "share" => "percent", "ratio" => "ratio", _ => "number" }, currency = evidence.Metric.Currency,
            series = new[] { new { label = words["signal.chart.actual"], kind = "bar", values = x.Select(from => actual.FirstOrDefault(p => p.From == from)?.Value).ToArray() } },
            forecast = new { series = 0, median = Line(f => f.Mid), lo80 = Line(f => f.Lo80), hi80 = Line(f => f.Hi80), lo95 = Line(f => f.Lo95), hi95 = Line(f => f.Hi95) },
            dataThrough = evidence.Series[^1].To, marks = Marks(story, words), lines = Lines(story, words),
        };
        // the JSON stands inside a script element: nothing in it may end that
        return JsonSerializer.Serialize(chart, TandemJson.Options).Replace("<", "\\u003c", StringComparison.Ordinal);
    }

    public static string UnitOf(Evidence evidence, Words words) => words[$"signal.chart.unit.{evidence.Interval}", evidence.Metric.ForReader()];

    /// <summary>The number each period is held against.</summary>
    public static double Needed(Story story) => story.Rule.Kind == RuleKind.SlowSeller ? story.Signal.Evidence.Threshold / SlowSellerOutcome.Window : story.Signal.Evidence.Threshold;

    private static object[] Marks(Story story, Words words)
    {
        var marks = new List<object> { new { at = DateOnly.FromDateTime(Loop.Zones.ToLocal(story.Signal.RaisedAt, story.Clock.Zone)), kind = "signal", label = story.Signal.Number } };
        if (story.Signal.StartedAt is { } start) marks.Add(new { at = DateOnly.FromDateTime(Loop.Zones.ToLocal(start, story.Clock.Zone)), kind = "milestone", label = words["signal.chart.started"] });
        return [.. marks];
    }

    private static object[] Lines(Story story, Words words) => story.Rule.Kind switch
    {
        RuleKind.SlowSeller => [new { value = Math.Round(story.Signal.Evidence.Pace ?? 0, 1), label = words["signal.chart.pace"] }, new { value = Math.Round(Needed(story), 1), label = words["signal.chart.recovers"] }],
        RuleKind.Band => [new { value = Math.Round(Needed(story), 1), label = words["signal.chart.bound"] }],
        _ => [],
    };
}
