using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Tandem.Metrics.Asking;

namespace Tandem.Metrics.Time;

/// <summary>
/// A stretch of time, <paramref name="From"/> included and <paramref name="To"/> not (microseconds UTC). A date in a question is the whole day in the
/// product's zone, an instant is itself; both ends of a question are included.
/// </summary>
public readonly record struct DateRange(long From, long To)
{
    private const int FirstYear = 1900, LastYear = 2199;
    private static readonly LocalDatePattern Dates = LocalDatePattern.CreateWithInvariantCulture("uuuu-MM-dd");
    private static readonly string[] Locals = ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF"];

    public static DateRange Read(Fields fields, DateTimeZone zone)
    {
        var from = Bound(fields, "date_from", zone, false);
        var to = Bound(fields, "date_to", zone, true);
        return from < to ? new(from, to) : throw new QuestionException(fields.At("date_to"), "before_start");
    }

    /// <summary>A date or instant of a field; for an end, the first moment that no longer belongs.</summary>
    public static long Bound(Fields fields, string name, DateTimeZone zone, bool isEnd)
    {
        var text = fields.RequiredText(name);
        if (Dates.Parse(text) is { Success: true, Value: var date })
            return ZoneTable.StartOf(InRange(date, fields.At(name)).PlusDays(isEnd ? 1 : 0), zone);
        return Moment(text, zone, fields.At(name)) + (isEnd ? 1 : 0);
    }

    /// <summary>The local date of a date or instant.</summary>
    public static LocalDate Date(string text, DateTimeZone zone, string path) => Dates.Parse(text) is { Success: true, Value: var date }
        ? InRange(date, path)
        : ZoneTable.ToInstant(Moment(text, zone, path)).InZone(zone).Date;

    public static long Moment(string text, DateTimeZone zone, string path)
    {
        if (Dates.Parse(text) is { Success: true, Value: var day }) return ZoneTable.StartOf(InRange(day, path), zone);
        if (DateTime.TryParseExact(text, Locals, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return ZoneTable.ToMicros(InRange(LocalDateTime.FromDateTime(local), path).InZoneLeniently(zone).ToInstant());
        var found = OffsetDateTimePattern.ExtendedIso.Parse(text);
        if (!found.Success) throw new QuestionException(path, "not_a_date");
        InRange(found.Value.LocalDateTime, path);
        return ZoneTable.ToMicros(found.Value.ToInstant());
    }

    /// <summary>The range moved by whole calendar units in the zone.</summary>
    public DateRange Shift(LocalDateShift shift, DateTimeZone zone) => new(Shift(From, shift, zone), Shift(To, shift, zone));

    /// <summary>The shift to the stretch of the same length that ends where this one begins; whole days stay whole days.</summary>
    public LocalDateShift Back(DateTimeZone zone)
    {
        var (from, to) = (ZoneTable.ToInstant(From).InZone(zone).LocalDateTime, ZoneTable.ToInstant(To).InZone(zone).LocalDateTime);
        return new(NodaTime.Period.Between(to, from, PeriodUnits.Days | PeriodUnits.AllTimeUnits));
    }

    private static long Shift(long at, LocalDateShift shift, DateTimeZone zone) =>
        ZoneTable.ToMicros(ZoneTable.ToInstant(at).InZone(zone).LocalDateTime.Plus(shift.Period).InZoneLeniently(zone).ToInstant());

    private static LocalDate InRange(LocalDate date, string path) =>
        date.Year is >= FirstYear and <= LastYear ? date : throw new QuestionException(path, "out_of_range", FirstYear, LastYear);

    private static LocalDateTime InRange(LocalDateTime time, string path)
    {
        InRange(time.Date, path);
        return time;
    }
}

/// <summary>A move back or forth by calendar units, as in <c>-2d</c>, <c>-1w</c>.</summary>
public readonly record struct LocalDateShift(NodaTime.Period Period)
{
    public static LocalDateShift Read(string text, string path)
    {
        if (text.Length < 3 || text[0] != '-' || !int.TryParse(text.AsSpan(1, text.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n is < 1 or > 1000)
            throw new QuestionException(path, "not_an_offset");
        return new(text[^1] switch
        {
            'h' => NodaTime.Period.FromHours(-n),
            'd' => NodaTime.Period.FromDays(-n),
            'w' => NodaTime.Period.FromWeeks(-n),
            'm' => NodaTime.Period.FromMonths(-n),
            'y' => NodaTime.Period.FromYears(-n),
            _ => throw new QuestionException(path, "not_an_offset"),
        });
    }
}
