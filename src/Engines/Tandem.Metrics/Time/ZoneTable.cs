using NodaTime;

namespace Tandem.Metrics.Time;

/// <summary>
/// A zone's offsets over a stretch of time as a short table, so that millions of instants are moved to local time by a compare and an add.
/// All times are microseconds since 1970-01-01T00:00Z, as the event store keeps them.
/// </summary>
public sealed class ZoneTable
{
    public const long Second = 1_000_000, Hour = 3600 * Second, Day = 24 * Hour;

    private readonly long[] _starts;
    private readonly long[] _offsets;

    private ZoneTable(long[] starts, long[] offsets) => (_starts, _offsets) = (starts, offsets);

    public static ZoneTable Of(DateTimeZone zone, long from, long to)
    {
        var intervals = zone.GetZoneIntervals(ToInstant(from), ToInstant(Math.Max(to, from + 1))).ToList();
        return new([.. intervals.Select((i, n) => n == 0 ? long.MinValue : ToMicros(i.Start))], [.. intervals.Select(i => i.WallOffset.Ticks / 10)]);
    }

    /// <summary>(first instant, offset) of each stretch, the first one open to the past.</summary>
    public IEnumerable<(long Start, long Offset)> Stretches => _starts.Zip(_offsets);

    public long OffsetAt(long utc)
    {
        var i = _starts.Length - 1;
        while (utc < _starts[i]) i--;
        return _offsets[i];
    }

    public static Instant ToInstant(long micros) => Instant.FromUnixTimeTicks(checked(micros * 10));

    public static long ToMicros(Instant instant) => instant.ToUnixTimeTicks() / 10;

    public static long ToMicros(DateTime utc) => (utc.Ticks - DateTime.UnixEpoch.Ticks) / 10;

    public static DateTime ToDateTime(long micros) => DateTime.UnixEpoch.AddTicks(micros * 10);

    /// <summary>Start of a local date; where the zone skips midnight, the first instant after the gap.</summary>
    public static long StartOf(LocalDate date, DateTimeZone zone) =>
        ToMicros(zone.ResolveLocal(date.AtMidnight(), NodaTime.TimeZones.Resolvers.LenientResolver).ToInstant());
}
