using Tandem.Automation.Looks;
using Tandem.Automation.Rules;
using Tandem.Contracts.Insight;
using Tandem.Forecasting.Rules;

namespace Tandem.Server.Tests.Automation;

public sealed class LookTests
{
    private const int Origin = 38;

    private static Rule SlowSeller => new() { Kind = RuleKind.SlowSeller, SegmentKey = "StockCode", Metric = Retail.UnitsMetric.Id, ValueMetric = Retail.RevenueMetric.Id };

    private static RuleSeries Units(Func<int, decimal, decimal>? change = null)
    {
        var values = change is null ? Retail.Shared.Units : Retail.Shared.Units.ToDictionary(p => p.Key, p => p.Value.Select((v, week) => change(week, v)).ToArray());
        return new(Retail.UnitsMetric, Interval.Week, Retail.Shared.Weeks, values, "{}") { SegmentKey = "StockCode", Money = Retail.Shared.Money, Currency = "GBP" };
    }

    private static RuleSeries Revenue(Func<int, decimal, decimal>? change = null)
    {
        var sums = Enumerable.Range(0, 53).Select(week => Retail.Shared.Money.Values.Sum(v => v[week])).Select((v, week) => change?.Invoke(week, v) ?? v).ToArray();
        return new(Retail.RevenueMetric, Interval.Week, Retail.Shared.Weeks, new Dictionary<string, decimal[]> { [""] = sums }, "{}") { Currency = "GBP" };
    }

    public static TheoryData<string> Kinds => ["SlowSeller", "Band", "Target"];

    private static Look See(string kind, int origin, Func<int, decimal, decimal>? change = null) => kind switch
    {
        "SlowSeller" => Look.Of(SlowSeller, Units(change), origin),
        "Band" => Look.Of(new Rule { Kind = RuleKind.Band, Direction = Direction.Down }, Revenue(change), origin),
        _ => Look.Of(new Rule { Kind = RuleKind.Target, TargetValue = 2_000_000, TargetKind = TargetKind.Sum, TargetFrom = Retail.FirstWeek, TargetTo = Retail.FirstWeek.AddDays(7 * 45 - 1) }, Revenue(change), origin),
    };

    [Theory, MemberData(nameof(Kinds))]
    public void A_later_spike_changes_nothing_that_is_seen_or_kept_as_evidence(string kind)
    {
        var (plain, spiked) = (See(kind, Origin), See(kind, Origin, (week, value) => week < Origin ? value : value * 1000 + 1_000_000));
        Assert.Equal(plain.Seen, spiked.Seen);
        Assert.Contains(plain.Seen, s => s.Watched);
        foreach (var key in plain.Seen.Where(s => s.Watched).Take(20).Select(s => s.Key))
        {
            Assert.Equal(plain.Evidence(key).Series, spiked.Evidence(key).Series);
            Assert.Equal(plain.Evidence(key).Forecast, spiked.Evidence(key).Forecast);
        }
    }

    [Fact]
    public void Slow_sellers_of_a_real_shop_are_watched_and_valued_by_the_definitions()
    {
        var look = Look.Of(SlowSeller, Units(), Origin);
        foreach (var seen in look.Seen.Where(s => s.Watched))
        {
            var units = Retail.Shared.Units[seen.Key][..Origin];
            var first = Array.FindIndex(units, u => u > 0);
            var window = units[Math.Max(first, Origin - 16)..];
            Assert.True(Origin - first >= 12, seen.Key);
            Assert.Equal((double)window.Average(), seen.Level, 6);
            Assert.True(seen.Level >= 5, seen.Key);
            Assert.InRange(seen.Loss!.Value, 0, 8 * (decimal)seen.Level * Retail.Shared.Money[seen.Key].Sum());
        }
        Assert.All(look.Seen.Where(s => !s.Watched), s => Assert.Contains(s.Why, new[] { "young", "few_units", "little_value" }));
        Assert.Contains(look.Seen, s => s.Probability >= 0.7);
    }

    [Fact]
    public void Evidence_holds_series_forecast_model_and_the_number_to_reach()
    {
        var look = Look.Of(SlowSeller, Units(), Origin);
        var seen = look.Seen.Where(s => s.Watched).MaxBy(s => s.Probability)!;
        var evidence = look.Evidence(seen.Key);
        Assert.Equal(Origin, evidence.Series.Count);
        Assert.Equal(8, evidence.Forecast.Count);
        Assert.Equal(evidence.Series[^1].To.AddDays(1), evidence.Forecast[0].From);
        Assert.Equal(0.5 * 4 * seen.Level, evidence.Threshold, 6);
        Assert.Equal(($"StockCode:{seen.Key}", "median"), (evidence.Segment, evidence.Middle));
    }

    [Fact]
    public void A_metric_that_falls_out_of_its_band_for_two_weeks_is_seen_so()
    {
        var fallen = See("Band", Origin, (week, value) => week < Origin - 2 ? value : value / 10).Seen[0];
        Assert.Equal(2, fallen.InARow);
        Assert.True(fallen.Loss > 0);
        Assert.Equal(1, See("Band", Origin - 1, (week, value) => week < Origin - 2 ? value : value / 10).Seen[0].InARow);
        Assert.Equal(0, See("Band", Origin - 2).Seen[0].InARow);
    }

    [Fact]
    public void Under_fourteen_weeks_a_band_is_not_judged() => Assert.Equal((false, "too_little_data"), (See("Band", 13).Seen[0].Watched, See("Band", 13).Seen[0].Why));

    [Fact]
    public void A_target_out_of_reach_is_missed_and_an_easy_one_is_not()
    {
        var rule = new Rule { Kind = RuleKind.Target, TargetKind = TargetKind.Sum, TargetFrom = Retail.FirstWeek, TargetTo = Retail.FirstWeek.AddDays(7 * 45 - 1) };
        rule.TargetValue = 100_000_000;
        Assert.Equal(1, Look.Of(rule, Revenue(), Origin).Seen[0].Probability);
        rule.TargetValue = 1;
        Assert.Equal(0, Look.Of(rule, Revenue(), Origin).Seen[0].Probability);
    }
}
