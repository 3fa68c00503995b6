using Tandem.Insight.Events;

namespace Tandem.Insight.Ingest.Loading;

/// <summary>
/// Tells at once of almost every new event that it is new. Per UTC day of the event's time it keeps 64-bit hashes of the ids, read from the store when the day is first touched.
/// A hash that is there is only a suspicion: the store decides.
/// </summary>
internal sealed class RecentIds(IEventWriter store)
{
    /// <summary>Microseconds of a day.</summary>
    public const long Day = 86_400_000_000;

    /// <summary>Hashes kept beyond those of the batch at work, about 25 bytes each.</summary>
    private const long Budget = 6_000_000;

    private readonly Dictionary<long, HashSet<ulong>> _days = [];
    private readonly Dictionary<long, long> _used = [];
    private long _clock;

    public static long DayOf(long time) => Math.DivRem(time, Day) is var (day, rest) && rest < 0 ? day - 1 : day;

    /// <summary>Reads the days around these times that are not in memory yet; forgets the longest unused beyond the budget.</summary>
    public void Prepare(IEnumerable<long> days)
    {
        _clock++;
        var missing = new SortedSet<long>();
        foreach (var day in days)
        {
            for (var near = day - 1; near <= day + 1; near++)
            {
                _used[near] = _clock;
                if (!_days.ContainsKey(near)) missing.Add(near);
            }
        }
        foreach (var (from, to) in Runs(missing)) Read(from, to);
        Forget();
    }

    /// <summary>Whether an event of this id may be stored, or seen since, within a day of the time.</summary>
    public bool Suspect(EventKey key, long time)
    {
        var (hash, day) = (Hash(key), DayOf(time));
        return _days[day].Contains(hash) || _days[day - 1].Contains(hash) || _days[day + 1].Contains(hash);
    }

    public void Add(EventKey key, long time) => _days[DayOf(time)].Add(Hash(key));

    private void Read(long from, long to)
    {
        for (var day = from; day <= to; day++) (_days[day], _used[day]) = ([], _clock);
        store.Query(new SqlText("SELECT product, id, ts FROM events WHERE ts >= make_timestamp($1) AND ts < make_timestamp($2)", from * Day, (to + 1) * Day), rows =>
        {
            for (var i = 0; i < rows.Count; i++) Add(new EventKey(rows.Int32(0)[i], rows.Guid(1, i)), rows.Int64(2)[i]);
        });
    }

    private void Forget()
    {
        var held = _days.Values.Sum(d => (long)d.Count);
        foreach (var (day, _) in _used.Where(u => u.Value < _clock).OrderBy(u => u.Value).ToList())
        {
            if (held <= Budget && _days.Count < 20_000) return;
            held -= _days[day].Count;
            _days.Remove(day);
            _used.Remove(day);
        }
    }

    private static IEnumerable<(long From, long To)> Runs(SortedSet<long> days)
    {
        long? from = null, last = null;
        foreach (var day in days)
        {
            if (last is not null && day > last + 7)
            {
                yield return (from!.Value, last.Value);
                from = null;
            }
            from ??= day;
            last = day;
        }
        if (from is not null) yield return (from.Value, last!.Value);
    }

    private static ulong Hash(EventKey key)
    {
        Span<byte> bytes = stackalloc byte[16];
        key.Id.TryWriteBytes(bytes);
        var (a, b) = (BitConverter.ToUInt64(bytes), BitConverter.ToUInt64(bytes[8..]));
        return (a * 0x9E3779B97F4A7C15 ^ b ^ (ulong)key.Product << 32) * 0xD6E8FEB86659FD93;
    }
}
