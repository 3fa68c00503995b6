using Tandem.Insight.Ingest.Log;

namespace Tandem.Insight.Events;

/// <summary>The writing side of the event store. Only the loader's thread uses it.</summary>
public interface IEventWriter
{
    /// <summary>Where the loader stopped: written in the same transaction as the events before it.</summary>
    LogPosition Position();

    /// <summary>Runs one statement on the writer's own connection.</summary>
    void Query(SqlText sql, Action<RowChunk> onChunk);

    /// <summary>Those of the ids that are stored with a time in the range (microseconds UTC, both included).</summary>
    HashSet<EventKey> Stored(IReadOnlyCollection<EventKey> ids, long from, long to);

    /// <summary>Writes all of the batch and its position, or nothing.</summary>
    void Commit(LoadBatch batch);
}

/// <summary>What makes an event one and the same: product code and event id.</summary>
public readonly record struct EventKey(int Product, Guid Id);
