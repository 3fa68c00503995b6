namespace Tandem.Insight.Events;

/// <summary>Port: reads the event database from any thread.</summary>
public interface IEventQueries
{
    /// <summary>Runs one statement and streams its rows; the callback runs on one thread at a time.</summary>
    Task QueryAsync(SqlText sql, Action<RowChunk> onChunk, CancellationToken cancel = default);
}
