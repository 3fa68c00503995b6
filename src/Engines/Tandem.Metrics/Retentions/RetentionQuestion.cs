using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Time;
using Period = Tandem.Metrics.Time.Period;

namespace Tandem.Metrics.Retentions;

/// <summary>Recurring: a person joins every cohort in which they did the target. First: only that of their first matching event, or first event of that name.</summary>
public enum CohortType { Recurring, FirstTime, FirstEver }

/// <summary>Calendar periods of the zone, or 24-hour windows from the person's own first event, both floored to the hour.</summary>
public enum WindowMode { Calendar, Rolling24Hours }

/// <summary>
/// Who comes back. <paramref name="Buckets"/> are all periods looked at; the first <paramref name="Rows"/> of them are cohorts. With <paramref name="Columns"/> each
/// cohort is followed that many periods, else up to the last period.
/// </summary>
public sealed record RetentionQuestion(
    EventMatch Target, EventMatch Returning, CohortType Type, WindowMode Windows, Buckets Buckets, int Rows, int? Columns, bool IsRolling, int MinimumOccurrences,
    int? CohortIndex, IReadOnlyList<Filter> Filters)
{
    public const int MostIntervals = 400;

    public IEnumerable<string> EventNames => new[] { Target.Event, Returning.Event }.OfType<string>();

    private static readonly Dictionary<string, CohortType> Types =
        new() { ["recurring"] = CohortType.Recurring, ["first_time"] = CohortType.FirstTime, ["first_ever"] = CohortType.FirstEver };

    private static readonly Dictionary<string, WindowMode> Modes = new() { ["calendar"] = WindowMode.Calendar, ["rolling_24h_hour_floor"] = WindowMode.Rolling24Hours };

    public static RetentionQuestion Read(Fields fields, DateTimeZone zone)
    {
        var target = EventMatch.Read(fields.Value("target") ?? throw new QuestionException(fields.At("target"), "required"), fields.At("target"));
        var returning = fields.Value("returning") is { } other ? EventMatch.Read(other, fields.At("returning")) : target;
        var calendar = Calendar.Read(fields, zone, "period");
        var (buckets, rows, columns) = fields.Has("date_from") ? ReadRange(fields, calendar) : ReadLast(fields, calendar);
        var question = new RetentionQuestion(target, returning, fields.Choice("type", Types, "recurring"), fields.Choice("mode", Modes, "calendar"),
            buckets, rows, columns, fields.Flag("rolling"), fields.Int("minimum_occurrences", 1, 1_000_000, 1),
            fields.Has("cohort_index") ? fields.Int("cohort_index", 0, rows - 1, 0) : null, Filter.ReadAll(fields));
        fields.Done();
        return question;
    }

    /// <summary>So many periods, the last of which holds a moment; its time of day means nothing for days and longer.</summary>
    private static (Buckets, int, int?) ReadLast(Fields fields, Calendar calendar)
    {
        var count = fields.Int("intervals", 1, MostIntervals, 11);
        var moment = DateRange.Moment(fields.RequiredText("last_interval_contains"), calendar.Zone, fields.At("last_interval_contains"));
        var last = Buckets.Of(calendar, new(moment, moment + 1)).Start(0);
        return (Periods(calendar, last, 1 - count, 1), count, null);
    }

    private static (Buckets, int, int?) ReadRange(Fields fields, Calendar calendar)
    {
        var shown = Buckets.Of(calendar, DateRange.Read(fields, calendar.Zone), fields.At("date_to"));
        if (shown.Count > MostIntervals) throw new QuestionException(fields.At("date_to"), "too_many_intervals", MostIntervals);
        int? columns = fields.Has("columns") ? fields.Int("columns", 1, MostIntervals, 1) : null;
        return (Periods(calendar, shown.Start(0), 0, shown.Count + (columns ?? 1) - 1), shown.Count, columns);
    }

    /// <summary>Whole periods from one offset to another, counted from the period that starts at <paramref name="start"/>.</summary>
    private static Buckets Periods(Calendar calendar, long start, int from, int to) => Buckets.Of(calendar, calendar.Period == Period.Hour
        ? new(start + from * ZoneTable.Hour, start + to * ZoneTable.Hour)
        : new(StartOf(calendar, start, from), StartOf(calendar, start, to)));

    private static long StartOf(Calendar calendar, long start, int offset) =>
        ZoneTable.StartOf(Time.Periods.Add(ZoneTable.ToInstant(start).InZone(calendar.Zone).Date, calendar.Period, offset), calendar.Zone);
}
