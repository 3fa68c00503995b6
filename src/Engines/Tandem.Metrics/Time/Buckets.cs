using NodaTime;
using Tandem.Metrics.Asking;

namespace Tandem.Metrics.Time;

/// <summary>
/// The periods that a range touches, oldest first, in a product's zone. The first and last are cut to the range. An instant finds its bucket by arithmetic
/// on local time, the same arithmetic that the SQL of a plan does.
/// </summary>
public sealed class Buckets
{
    public const int Most = 10_000;

    private readonly LocalDate _first;
    private readonly long _firstHour;

    private Buckets(Calendar calendar, DateRange range)
    {
        (Calendar, Range) = (calendar, range);
        Table = ZoneTable.Of(calendar.Zone, range.From, range.To);
        _first = Periods.StartOf(ZoneTable.ToInstant(range.From).InZone(calendar.Zone).Date, calendar.Period, calendar.WeekStart);
        _firstHour = HourOf(range.From);
        Origin = calendar.Period switch
        {
            Period.Hour => _firstHour,
            Period.Month => MonthOf(_first),
            Period.Week => WeekOf(DayOf(_first)),
            _ => DayOf(_first),
        };
        Count = (int)Math.Min(Number(range.To - 1) - Origin + 1, int.MaxValue);
    }

    public static Buckets Of(Calendar calendar, DateRange range, string path = "interval")
    {
        var buckets = new Buckets(calendar, range);
        return buckets.Count <= Most ? buckets : throw new QuestionException(path, "too_many_intervals", Most);
    }

    public Calendar Calendar { get; }

    public DateRange Range { get; }

    public ZoneTable Table { get; }

    /// <summary>Number of the first bucket in the numbering of <see cref="Number"/>.</summary>
    public long Origin { get; }

    public int Count { get; }

    /// <summary>Index of an instant's bucket; outside the range it is negative or at least <see cref="Count"/>.</summary>
    public int IndexOf(long utc) => (int)(Number(utc) - Origin);

    public LocalDate Date(int index) => Calendar.Period == Period.Hour
        ? ZoneTable.ToInstant(Start(index)).InZone(Calendar.Zone).Date
        : Periods.Add(_first, Calendar.Period, index);

    /// <summary>First moment of a bucket, before cutting it to the range.</summary>
    public long Start(int index)
    {
        if (Calendar.Period != Period.Hour) return ZoneTable.StartOf(Date(index), Calendar.Zone);
        var at = (_firstHour + index) * ZoneTable.Hour;
        return at - Table.OffsetAt(at) % ZoneTable.Hour;
    }

    /// <summary>A date, or for hours an ISO time with the zone's offset.</summary>
    public string Label(int index) => Calendar.Period == Period.Hour
        ? NodaTime.Text.OffsetDateTimePattern.GeneralIso.Format(ZoneTable.ToInstant(Start(index)).InZone(Calendar.Zone).ToOffsetDateTime())
        : NodaTime.Text.LocalDatePattern.Iso.Format(Date(index));

    public IReadOnlyList<string> Labels() => [.. Enumerable.Range(0, Count).Select(Label)];

    private long Number(long utc) => Calendar.Period switch
    {
        Period.Hour => HourOf(utc),
        Period.Day => LocalDay(utc),
        Period.Week => WeekOf(LocalDay(utc)),
        _ => MonthOf(LocalDate.FromDateTime(DateTime.UnixEpoch).PlusDays((int)LocalDay(utc))),
    };

    private long LocalDay(long utc) => FloorDiv(utc + Table.OffsetAt(utc), ZoneTable.Day);

    private long HourOf(long utc) => FloorDiv(utc + Table.OffsetAt(utc) % ZoneTable.Hour, ZoneTable.Hour);

    private long WeekOf(long day) => FloorDiv(day + Calendar.WeekShift, 7);

    private static long MonthOf(LocalDate date) => date.Year * 12L + date.Month - 1;

    private static long DayOf(LocalDate date) => NodaTime.Period.DaysBetween(LocalDate.FromDateTime(DateTime.UnixEpoch), date);

    private static long FloorDiv(long a, long b) => a / b - (a % b < 0 ? 1 : 0);
}
