using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Tandem.Automation.Loop;
using Tandem.Automation.Signals;
using Tandem.Contracts.Insight;
using Tandem.Forecasting;
using Tandem.Forecasting.SlowSellers;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Looks;

/// <summary>
/// What a rule reads: one metric by complete periods, as a whole (key "") or by segment. An origin o means: periods before o are known; nothing at or after it is read.
/// </summary>
internal sealed class RuleSeries(MetricInfo metric, Interval interval, IReadOnlyList<(DateOnly From, DateOnly To)> periods, IReadOnlyDictionary<string, decimal[]> values, string query)
{
    /// <summary>Periods ahead that are forecast.</summary>
    public const int Horizon = 8;

    private readonly ConcurrentDictionary<(string Key, int Origin), Forecast> _forecasts = new();

    public MetricInfo Metric => metric;
    public Interval Interval => interval;
    public IReadOnlyList<(DateOnly From, DateOnly To)> Periods => periods;
    public IReadOnlyDictionary<string, decimal[]> Values => values;
    public string Query => query;
    public string? SegmentKey { get; init; }

    /// <summary>Money of the same segments and periods; null where no value metric is known.</summary>
    public IReadOnlyDictionary<string, decimal[]>? Money { get; init; }
    public string? Currency { get; init; }

    /// <summary>Zone in which periods end.</summary>
    public string Zone { get; init; } = "UTC";

    public IReadOnlyDictionary<string, double[]> Numbers { get; } = values.ToDictionary(pair => pair.Key, pair => Array.ConvertAll(pair.Value, v => (double)v));

    public IReadOnlyList<ItemHistory> Histories => field ??= [.. Numbers.Select(pair => new ItemHistory(pair.Key, pair.Value))];

    public DateTime DataThrough(int origin) => Zones.EndOf(Periods[origin - 1].To, Zone);

    /// <summary>The forecast made at an origin; the same one for everyone who asks.</summary>
    public Forecast ForecastAt(string key, int origin, int horizon = Horizon) => horizon != Horizon ? Make(key, origin, horizon)
        : _forecasts.GetOrAdd((key, origin), at => Make(at.Key, at.Origin, Horizon));

    /// <summary>These periods and the next ones; a segment that one part lacks sold nothing there.</summary>
    public RuleSeries Then(RuleSeries more)
    {
        var keys = Values.Keys.Union(more.Values.Keys);
        var all = keys.ToDictionary(key => key, key => (decimal[])[.. Values.GetValueOrDefault(key) ?? new decimal[Periods.Count], .. more.Values.GetValueOrDefault(key) ?? new decimal[more.Periods.Count]]);
        return new(more.Metric, more.Interval, [.. Periods, .. more.Periods], all, Widened(Query, more.Query)) { SegmentKey = more.SegmentKey, Currency = more.Currency, Zone = more.Zone };
    }

    /// <summary>The later question from the day on at which the earlier one begins: it gives all the numbers again.</summary>
    private static string Widened(string earlier, string later)
    {
        var question = JsonNode.Parse(later)!.AsObject();
        if (JsonNode.Parse(earlier)!["date_from"] is { } from) question["date_from"] = from.DeepClone();
        return question.ToJsonString(TandemJson.Options);
    }

    public IReadOnlyList<EvidencePoint> Points(string key, int origin, int most) =>
        [.. Enumerable.Range(Math.Max(0, origin - most), Math.Min(most, origin)).Select(i => new EvidencePoint(Periods[i].From, Periods[i].To, Values[key][i]))];

    /// <summary>The period so many steps after the last known one.</summary>
    public (DateOnly From, DateOnly To) Ahead(int origin, int step)
    {
        var from = Loop.Periods.Next(Periods[origin - 1].From, Interval);
        for (var i = 0; i < step; i++) from = Loop.Periods.Next(from, Interval);
        return (from, Loop.Periods.Next(from, Interval).AddDays(-1));
    }

    public EvidenceMetric Described => new(Metric.Key, Metric.Name, Metric.Unit, Metric.Currency, Metric.Version) { Names = Metric.Names };

    private Forecast Make(string key, int origin, int horizon) => Forecaster.Forecast(Numbers[key].AsSpan(0, origin), Loop.Periods.Season(Interval), horizon);
}
