using Tandem.Insight.Events;

namespace Tandem.Insight.Ingest.Loading;

/// <summary>Finds the events that were sent before: the same id in the same product, earlier in the batch or stored with a time within a day.</summary>
internal sealed class Duplicates(IEventWriter store, RecentIds recent)
{
    private readonly HashSet<EventKey> _suspects = [];
    private readonly HashSet<EventKey> _seen = [];

    /// <summary>Prepares for a batch; then <see cref="IsDuplicate"/> is asked for each event in order.</summary>
    public void Begin(IReadOnlyList<StagedEvents.Staged> events)
    {
        _suspects.Clear();
        recent.Prepare(events.Select(e => RecentIds.DayOf(e.Time)).Distinct());
        var (from, to) = (long.MaxValue, long.MinValue);
        foreach (var e in events)
        {
            if (recent.Suspect(e.Key, e.Time) && _suspects.Add(e.Key)) (from, to) = (Math.Min(from, e.Time), Math.Max(to, e.Time));
            recent.Add(e.Key, e.Time);
        }
        _seen.Clear();
        if (_suspects.Count > 0) _seen.UnionWith(store.Stored(_suspects, from - RecentIds.Day, to + RecentIds.Day));
    }

    public bool IsDuplicate(EventKey key) => _suspects.Contains(key) && !_seen.Add(key);
}
