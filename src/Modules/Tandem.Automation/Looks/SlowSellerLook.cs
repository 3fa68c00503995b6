using System.Collections.Concurrent;
using System.Text.Json;
using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Forecasting.SlowSellers;
using Evidence = Tandem.Automation.Signals.Evidence;

namespace Tandem.Automation.Looks;

/// <summary>Predicts for every watched item how it will sell over the next 8 weeks (DESIGN §7: pace, slow seller, watched, expected loss).</summary>
internal sealed class SlowSellerLook : Look
{
    private readonly ConcurrentDictionary<string, SlowSellerPrediction> _predictions = [];
    private readonly ConcurrentDictionary<string, double?> _prices = [];

    public SlowSellerLook(Rule rule, RuleSeries series, int origin) : base(series, origin)
    {
        var model = new Lazy<SlowSellerModel>(() => SlowSellerModel.Fit(series.Histories, origin));
        Seen = [.. series.Histories.AsParallel().AsOrdered().Select(item => One(rule, item, model)).OfType<Seen>()];
    }

    public override IReadOnlyList<Seen> Seen { get; }

    public override Evidence Evidence(string key)
    {
        var found = _predictions[key];
        var weeks = found.Weeks.Select((week, step) =>
        {
            var (from, to) = Series.Ahead(Origin, step);
            return new EvidenceForecast(from, to, week.Median, week.Q10, week.Q90, week.Q025, week.Q975);
        });
        return Base(key, [.. weeks], "median", found.LearnedFrom > 0 ? "slow-seller" : "slow-seller-prior") with
        {
            Probability = found.Probability, Pace = found.Pace.Units, UnitPrice = _prices[key], LearnedFrom = found.LearnedFrom,
            Threshold = SlowSellerOutcome.Share * SlowSellerOutcome.Window * found.Pace.Units,
            Drivers = [.. found.Drivers.Select(d => new EvidenceDriver(JsonNamingPolicy.CamelCase.ConvertName(d.Driver.ToString()), d.Value, d.Typical))],
        };
    }

    private Seen? One(Rule rule, ItemHistory item, Lazy<SlowSellerModel> model)
    {
        var units = item.Units.Span;
        if (Pace.At(units, Origin) is not { } pace) return null;
        var last = Last(units);
        var price = Price(item.Id);
        if (!pace.IsWatched(price)) return new(item.Id, false, Why(pace), null, null, false, null, pace.Units, last);
        var found = model.Value.Predict(item, price)!;
        _predictions[item.Id] = found;
        _prices[item.Id] = price;
        return new(item.Id, true, null, found.Probability, null, found.Probability <= rule.Close, (decimal?)found.ExpectedLoss, pace.Units, last);
    }

    /// <summary>Mean units a week of the last 4.</summary>
    private double Last(ReadOnlySpan<double> units)
    {
        double sum = 0;
        foreach (var value in units[Math.Max(0, Origin - 4)..Origin]) sum += value;
        return sum / Math.Min(4, Origin);
    }

    /// <summary>Net money of the last 16 weeks by unit sold; null where it is not known.</summary>
    private double? Price(string key)
    {
        if (Series.Money is not { } money) return null;
        var from = Math.Max(0, Origin - Pace.Window);
        var units = Series.Values[key].AsSpan(from..Origin).ToArray().Sum();
        var net = money.TryGetValue(key, out var all) ? all.AsSpan(from..Origin).ToArray().Sum() : 0;
        return units > 0 ? (double)Math.Max(0, net / units) : null;
    }

    private static string Why(Pace pace) => pace.Age < Pace.WatchedAge ? "young" : pace.Units < Pace.WatchedUnits ? "few_units" : "little_value";
}
