using Tandem.Insight.Ingest.Log;

namespace Tandem.Insight.Ingest.Loading;

/// <summary>Lets questions wait until the loader has passed a place in the log.</summary>
internal sealed class LoadWaits : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _wanted = new();
    private readonly List<(LogPosition Until, TaskCompletionSource Done)> _waiting = [];
    private LogPosition _position;

    public LogPosition Position
    {
        get { lock (_gate) return _position; }
    }

    public void Reached(LogPosition position)
    {
        lock (_gate)
        {
            _position = position;
            foreach (var (_, done) in _waiting.Where(w => w.Until <= position)) done.TrySetResult();
            _waiting.RemoveAll(w => w.Until <= position);
        }
    }

    /// <summary>Lets requests go first for so long, or until a question waits.</summary>
    public void Breathe(TimeSpan atMost)
    {
        lock (_gate)
        {
            if (_waiting.Count > 0) return;
            _wanted.Reset();
        }
        _wanted.Wait(atMost);
    }

    /// <summary>Ends a breath.</summary>
    public void Hurry() => _wanted.Set();

    public void Dispose() => _wanted.Dispose();

    /// <summary>False where the loader did not get there within <paramref name="limit"/>.</summary>
    public async Task<bool> ForAsync(LogPosition until, TimeSpan limit, CancellationToken cancel)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_position >= until) return true;
            _waiting.Add((until, done));
            _wanted.Set();
        }
        try
        {
            await done.Task.WaitAsync(limit, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            lock (_gate) _waiting.RemoveAll(w => w.Done == done);
        }
    }
}
