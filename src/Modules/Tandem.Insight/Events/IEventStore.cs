using Tandem.Contracts.Ids;

namespace Tandem.Insight.Events;

/// <summary>The reading side of the event store: what questions need. Tables and columns are those of docs/adr (events, actors, persons, groups, event_names).</summary>
public interface IEventStore
{
    /// <summary>Waits until everything acknowledged before this call is loaded, at most 10 s.</summary>
    /// <exception cref="Tandem.Kernel.Problems.ProblemException">503 <c>events_loading</c> with Retry-After: the loader did not get there in time.</exception>
    ValueTask<DataThrough> CaughtUpAsync(ProductId product, CancellationToken cancel = default);

    /// <summary>The product's dense code in the event tables; 0, which no row carries, while it has no event.</summary>
    ValueTask<int> ProductCodeAsync(ProductId product, CancellationToken cancel = default);

    /// <summary>Dense codes of event names, in the order asked; null for a name never seen in this product.</summary>
    ValueTask<IReadOnlyList<int?>> EventCodesAsync(ProductId product, IReadOnlyList<string> names, CancellationToken cancel = default);

    /// <summary>Runs one statement and streams its rows chunk by chunk (up to 2,048 rows each). A chunk is valid only inside the call.</summary>
    Task QueryAsync(SqlText sql, Action<RowChunk> onChunk, CancellationToken cancel = default);
}

/// <summary>How far a product's data reaches.</summary>
/// <param name="Received">UTC; every event acknowledged up to this moment is counted.</param>
/// <param name="LastEvent">UTC time of the product's latest event; null while it has none.</param>
public readonly record struct DataThrough(DateTime Received, DateTime? LastEvent);

/// <summary>A statement with positional parameters <c>$1…$n</c>: string, int, long, double, bool, Guid, DateTime (UTC) or null.</summary>
public sealed record SqlText(string Text, params IReadOnlyList<object?> Parameters);
