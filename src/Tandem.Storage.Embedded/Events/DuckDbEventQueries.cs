using System.Collections.Concurrent;
using Tandem.Insight.Events;

namespace Tandem.Storage.Embedded.Events;

/// <summary>The questions' side: a few read-only uses of the file at once, on connections kept for the next question.</summary>
internal sealed class DuckDbEventQueries(DuckDbFile file) : IEventQueries, IDisposable
{
    private const int AtOnce = 2;

    private readonly SemaphoreSlim _turn = new(AtOnce);
    private readonly ConcurrentBag<DuckDbSession> _idle = [];

    public async Task QueryAsync(SqlText sql, Action<RowChunk> onChunk, CancellationToken cancel = default)
    {
        await _turn.WaitAsync(cancel);
        try
        {
            await Task.Run(() => Run(sql, onChunk, cancel), cancel);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Run(SqlText sql, Action<RowChunk> onChunk, CancellationToken cancel)
    {
        if (!_idle.TryTake(out var session)) session = file.Connect();
        try
        {
            using var interrupt = cancel.Register(session.Interrupt);
            session.Query(sql, onChunk);
        }
        catch (EventStoreException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        finally
        {
            _idle.Add(session);
        }
    }

    public void Dispose()
    {
        while (_idle.TryTake(out var session)) session.Dispose();
        _turn.Dispose();
    }
}
