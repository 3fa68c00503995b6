using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Tandem.Insight.Events;
using Tandem.Insight.Ingest.Log;

namespace Tandem.Insight.Ingest.Loading;

/// <summary>
/// Moves the ingest log into the event store on one thread: batches are as large as what has gathered, so a single event is loaded at once and a flood in large transactions.
/// In a flood it rests between them while the backlog is small: acknowledging goes first, and what gathers meanwhile costs one transaction. A question that waits ends the rest.
/// The position in the log is part of each transaction: after a crash nothing is lost or loaded twice.
/// </summary>
internal sealed partial class Loader : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), LongestBreath = TimeSpan.FromMilliseconds(300);

    /// <summary>Segments of backlog (64 MB each) from which on loading goes before all else: a question waits 10 s at most.</summary>
    private const int MostBehind = 4;

    private readonly IEventWriter _store;
    private readonly IngestLog _log;
    private readonly IngestCounters _counters;
    private readonly ILogger<Loader> _logger;
    private readonly AutoResetEvent _grew = new(false);
    private readonly LoadWaits _waits = new();
    private readonly Thread _thread;
    private volatile bool _stopping;
    private volatile LoaderState _state;

    public Loader(IEventWriter store, IngestLog log, IngestCounters counters, ILogger<Loader> logger)
    {
        (_store, _log, _counters, _logger) = (store, log, counters, logger);
        _state = new LoaderState(store);
        _waits.Reached(store.Position());
        log.Grew = () => _grew.Set();
        _thread = new Thread(Run) { Name = "event loader", IsBackground = true };
        _thread.Start();
    }

    /// <summary>The product's dictionaries; null while nothing of it was loaded.</summary>
    public ProductState? Find(Contracts.Ids.ProductId product) => _state.Find(product);

    /// <summary>Completes when all that is durable now is in the store; false after <paramref name="limit"/>.</summary>
    public Task<bool> CaughtUpAsync(TimeSpan limit, CancellationToken cancel) => _waits.ForAsync(_log.Durable, limit, cancel);

    private void Run()
    {
        while (!_stopping)
        {
            try
            {
                Load();
            }
            catch (Exception error)
            {
                LoadFailed(error);
                if (_stopping) return;
                Thread.Sleep(Pause);
                Reset();
            }
        }
    }

    private void Load()
    {
        using var reader = _log.Read(_waits.Position);
        using var builder = new BatchBuilder(_store, _state, _counters);
        var oldest = _waits.Position.Segment;
        while (!_stopping)
        {
            var began = Stopwatch.GetTimestamp();
            if (builder.Next(reader, _log.Durable) is { } batch)
            {
                _store.Commit(batch);
                builder.Committed();
                _waits.Reached(batch.Position);
                if (batch.Position.Segment > oldest) _log.RemoveBefore(batch.Position);
                oldest = batch.Position.Segment;
                Rest(batch.Position, Stopwatch.GetElapsedTime(began));
            }
            else
            {
                _waits.Reached(reader.Position);
                _grew.WaitOne();
            }
        }
    }

    private void Rest(LogPosition loaded, TimeSpan worked)
    {
        var durable = _log.Durable;
        if (loaded < durable && durable.Segment - loaded.Segment < MostBehind) _waits.Breathe(3 * worked < LongestBreath ? 3 * worked : LongestBreath);
    }

    /// <summary>After a failed commit the dictionaries may hold what the store does not: they are read anew.</summary>
    private void Reset()
    {
        try
        {
            _state = new LoaderState(_store);
        }
        catch (Exception error)
        {
            LoadFailed(error);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Loading events failed; trying again")]
    private partial void LoadFailed(Exception error);

    public void Dispose()
    {
        _log.Grew = null;
        _stopping = true;
        _grew.Set();
        _waits.Hurry();
        _thread.Join();
        _grew.Dispose();
        _waits.Dispose();
    }
}
