using System.Globalization;
using System.Runtime.CompilerServices;
using Tandem.Forecasting.SlowSellers;
using Xunit;

namespace Tandem.Engines.Tests.Forecasting;

public sealed class SlowSellerTests
{
    private static readonly (ItemHistory History, double Price)[] Retail = [.. Read()];
    private static readonly ItemHistory[] Items = [.. Retail.Select(r => r.History)];

    [Fact]
    public void Pace_is_units_a_week_since_the_first_sale()
    {
        var pace = Pace.At([0, 0, 4, 0, 8, 99], 5)!;
        Assert.Equal((2, 3, 4.0, 3), (pace.FirstSale, pace.Weeks, pace.Units, pace.Age));
    }

    [Fact]
    public void Pace_covers_at_most_the_last_sixteen_weeks()
    {
        double[] units = [1000, .. Enumerable.Repeat(10.0, 20)];
        var pace = Pace.At(units, 21)!;
        Assert.Equal((16, 10.0, 21), (pace.Weeks, pace.Units, pace.Age));
        Assert.Equal((80.0, 24.0), (pace.Expected, pace.SlowLimit));
    }

    [Fact]
    public void What_sold_nothing_before_the_origin_has_no_pace() => Assert.Null(Pace.At([0, 0, 5], 2));

    [Theory]
    [InlineData(12, 5, 4.0, true)]
    [InlineData(11, 5, 4.0, false)]
    [InlineData(12, 4.9, 10.0, false)]
    [InlineData(12, 5, 3.99, false)]
    public void Watched_are_items_of_twelve_weeks_five_units_and_twenty_in_value(int weeks, double unitsAWeek, double price, bool expected)
    {
        double[] units = [.. Enumerable.Repeat(unitsAWeek, weeks)];
        Assert.Equal(expected, Pace.At(units, weeks)!.IsWatched(price));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void Units_that_are_no_units_are_refused_by_their_week(double bad) =>
        Assert.Contains("week 1", Assert.Throws<ArgumentException>(() => Pace.At([1, bad, 2], 3)).Message, StringComparison.Ordinal);

    [Fact]
    public void Nothing_after_the_origin_changes_a_prediction()
    {
        var random = new Random(7);
        foreach (var origin in new[] { 16, 23, 36 })
        {
            var plain = SlowSellerModel.Fit(Items, origin);
            var spiked = Items.Select(i => i with { Units = Spike(i.Units.Span, origin, random) }).ToArray();
            var other = SlowSellerModel.Fit(spiked, origin);
            Assert.Equal(plain.LearnedFrom, other.LearnedFrom);
            for (var i = 0; i < Items.Length; i += 40)
            {
                SlowSellerPrediction? a = plain.Predict(Items[i], 2), b = other.Predict(spiked[i], 2);
                Assert.Equal((a?.Probability, a?.ExpectedLoss, a?.Total), (b?.Probability, b?.ExpectedLoss, b?.Total));
            }
        }
    }

    [Theory]
    [InlineData(24)]
    [InlineData(31)]
    [InlineData(44)]
    public void On_real_sales_it_ranks_well_and_its_probabilities_are_what_they_say(int origin)
    {
        var cases = Judge(origin);
        Assert.True(Auc(cases) >= 0.78, $"AUC {Auc(cases):F3}");
        Assert.Equal(cases.Average(c => c.Slow ? 1.0 : 0), cases.Average(c => c.Probability), 0.05);
    }

    [Fact]
    public void What_would_fire_is_mostly_slow()
    {
        var fired = Enumerable.Range(17, 28).Where(o => o % 5 == 0).SelectMany(Judge).Where(c => c.Probability >= 0.7).ToArray();
        Assert.True(fired.Length >= 40);
        Assert.True(fired.Average(c => c.Slow ? 1.0 : 0) >= 0.7, $"precision {fired.Average(c => c.Slow ? 1.0 : 0):F3} of {fired.Length}");
    }

    [Fact]
    public void A_prediction_agrees_with_itself()
    {
        var model = SlowSellerModel.Fit(Items, 36);
        foreach (var (history, price) in Retail.Where((_, i) => i % 20 == 0))
        {
            if (model.Predict(history, price) is not { Pace.Units: > 0 } p) continue;
            Assert.InRange(p.Probability, 0, 1);
            Assert.InRange(p.ExpectedShortfall, 0, p.Pace.Expected);
            Assert.Equal(p.ExpectedShortfall * price, p.ExpectedLoss!.Value, 1e-9);
            foreach (var q in p.Weeks.Append(p.Total)) Assert.True(0 <= q.Q025 && q.Q025 <= q.Q10 && q.Q10 <= q.Median && q.Median <= q.Q90 && q.Q90 <= q.Q975);
            Assert.Equal(5, p.Drivers.Count);
        }
    }

    [Fact]
    public void A_shop_too_young_to_learn_from_gets_the_prior_rule_and_never_fires()
    {
        var items = Enumerable.Range(0, 30).Select(i => new ItemHistory($"item {i}", (double[])[.. Enumerable.Range(0, 14).Select(w => w < 8 || i % 2 == 0 ? 10.0 : 0)])).ToArray();
        var model = SlowSellerModel.Fit(items, 14);
        Assert.Equal(0, model.LearnedFrom);
        double steady = model.Predict(items[0], 3)!.Probability, stopped = model.Predict(items[1], 3)!.Probability;
        Assert.True(steady < stopped && stopped < 0.7);
    }

    [Theory]
    [InlineData(new[] { 5.0, 5, 5, 5 }, Recovery.Recovered)]
    [InlineData(new[] { 5.0, 5, 5, 4.9, 100 }, Recovery.NotRecovered)]
    [InlineData(new[] { 50.0, 5, 5 }, Recovery.Unclear)]
    public void The_first_four_weeks_after_the_start_decide_the_outcome(double[] units, Recovery expected) => Assert.Equal(expected, SlowSellerOutcome.Of(units, 10));

    private static double[] Spike(ReadOnlySpan<double> units, int origin, Random random)
    {
        var changed = units.ToArray();
        for (var w = origin; w < changed.Length; w++) changed[w] = random.Next(100_000);
        return changed;
    }

    private static List<(double Probability, bool Slow)> Judge(int origin)
    {
        var model = SlowSellerModel.Fit(Items, origin);
        List<(double, bool)> cases = [];
        foreach (var (history, price) in Retail)
        {
            if (Pace.At(history.Units.Span, origin) is not { } pace || !pace.IsWatched(price)) continue;
            double units = 0;
            foreach (var week in history.Units.Span.Slice(origin, Pace.Ahead)) units += week;
            cases.Add((model.Predict(history, price)!.Probability, units <= pace.SlowLimit));
        }
        return cases;
    }

    private static double Auc(List<(double Probability, bool Slow)> cases)
    {
        double[] slow = [.. cases.Where(c => c.Slow).Select(c => c.Probability)], other = [.. cases.Where(c => !c.Slow).Select(c => c.Probability)];
        return slow.Average(s => other.Average(o => s > o ? 1 : s == o ? 0.5 : 0));
    }

    private static IEnumerable<(ItemHistory, double)> Read([CallerFilePath] string here = "")
    {
        foreach (var line in File.ReadLines(Path.Combine(Path.GetDirectoryName(here)!, "Data", "online-retail-weekly-units.csv")).Skip(1))
        {
            var cells = line.Split(',');
            double Number(int fromEnd) => double.Parse(cells[^fromEnd], CultureInfo.InvariantCulture);
            yield return (new(cells[0], (double[])[.. Enumerable.Range(0, 53).Select(w => Number(53 - w))]), Number(55));
        }
    }
}
