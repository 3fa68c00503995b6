using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Time;
using Period = Tandem.Metrics.Time.Period;

namespace Tandem.Metrics.Trends;

/// <summary>One line of a trend. With <paramref name="AtLeast"/> above 1 only persons with that many events in the period count (persons only).</summary>
public sealed record TrendSeries(EventMatch Match, Aggregate Math, string? Property = null, int AtLeast = 1)
{
    /// <summary>Length of a rolling window, which ends with each period.</summary>
    public int RollingDays { get; init; } = Math == Aggregate.RollingWeek ? 7 : 30;
}

/// <summary>Numbers by period: up to 20 series, split by a property, joined by formulas, beside an earlier stretch of time.</summary>
public sealed record TrendsQuestion(
    IReadOnlyList<TrendSeries> Series, Buckets Buckets, Breakdown? Breakdown, IReadOnlyList<Formula> Formulas, Buckets? Previous, IReadOnlyList<Filter> Filters)
{
    public IEnumerable<string> EventNames => Series.Select(s => s.Match.Event).OfType<string>();

    public const int MostSeries = 20, MostFormulas = 10;

    public static TrendsQuestion Read(Fields fields, DateTimeZone zone)
    {
        var series = fields.List("series", 1, MostSeries, (value, path) => ReadSeries(new Fields(value, path)));
        var calendar = Calendar.Read(fields, zone);
        var range = DateRange.Read(fields, zone);
        var breakdown = Breakdown.Read(fields);
        var formulas = fields.List("formulas", 0, MostFormulas, (value, path) => Formula.Parse(Fields.AsText(value, path), series.Count, path));
        var previous = ReadCompare(fields, range, zone);
        var question = new TrendsQuestion(series, Buckets.Of(calendar, range), breakdown, formulas,
            previous is { } earlier ? Buckets.Of(calendar, earlier) : null, Filter.ReadAll(fields));
        fields.Done();
        if (breakdown is not null && series.Any(s => s.Math.IsRolling())) throw new QuestionException(fields.At("breakdown"), "not_with_rolling");
        return question;
    }

    public static TrendSeries ReadSeries(Fields own)
    {
        var match = EventMatch.Of(own);
        var math = own.Choice("math", Aggregates.ByName, "total");
        var property = own.Text("math_property");
        if (math.NeedsProperty() && property is null) throw new QuestionException(own.At("math_property"), "required");
        var least = own.Int("at_least", 1, 1_000_000, 1);
        if (least > 1 && math != Aggregate.Persons) throw new QuestionException(own.At("at_least"), "only_with_persons");
        own.Done();
        return new(match, math, property, least);
    }

    private static DateRange? ReadCompare(Fields fields, DateRange range, DateTimeZone zone)
    {
        if (fields.Text("compare") is not { } text) return null;
        return range.Shift(text == "previous" ? range.Back(zone) : LocalDateShift.Read(text, fields.At("compare")), zone);
    }
}
