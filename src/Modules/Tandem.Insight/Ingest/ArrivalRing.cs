namespace Tandem.Insight.Ingest;

/// <summary>Events acknowledged and refused in one minute; <paramref name="Start"/> is UTC.</summary>
internal readonly record struct ArrivalMinute(DateTime Start, long Accepted, long Refused);

/// <summary>The last hour of arrivals, minute by minute, in a ring: what is older is written over.</summary>
internal sealed class ArrivalRing
{
    public const int Minutes = 60;

    private readonly Lock _gate = new();
    private readonly (long Minute, long Accepted, long Refused)[] _slots = new (long, long, long)[Minutes];

    public void Add(DateTimeOffset now, int accepted, int refused)
    {
        var minute = Minute(now);
        lock (_gate)
        {
            ref var slot = ref _slots[minute % Minutes];
            if (slot.Minute != minute) slot = (minute, 0, 0);
            slot.Accepted += accepted;
            slot.Refused += refused;
        }
    }

    /// <summary>All minutes of the hour that ends with the running one, oldest first, each with what <paramref name="rings"/> hold together.</summary>
    public static IReadOnlyList<ArrivalMinute> Sum(DateTimeOffset now, params IEnumerable<ArrivalRing> rings)
    {
        var first = Minute(now) - Minutes + 1;
        var hour = new ArrivalMinute[Minutes];
        for (var i = 0; i < Minutes; i++) hour[i] = new ArrivalMinute(DateTime.UnixEpoch.AddMinutes(first + i), 0, 0);
        foreach (var ring in rings) ring.AddTo(hour, first);
        return hour;
    }

    private void AddTo(ArrivalMinute[] hour, long first)
    {
        lock (_gate)
        {
            foreach (var (minute, accepted, refused) in _slots)
            {
                if (minute < first || minute >= first + Minutes) continue;
                ref var sum = ref hour[minute - first];
                sum = sum with { Accepted = sum.Accepted + accepted, Refused = sum.Refused + refused };
            }
        }
    }

    private static long Minute(DateTimeOffset at) => at.ToUnixTimeSeconds() / 60;
}
