using System.Collections.Concurrent;
using Tandem.Contracts.Ids;

namespace Tandem.Kernel.Jobs;

/// <summary>The jobs this process runs now, so that a person can stop one.</summary>
internal sealed class RunningJobs
{
    private readonly ConcurrentDictionary<JobId, Run> _running = [];

    public CancellationToken Begin(JobId id, CancellationToken stopping)
    {
        var run = _running[id] = new Run(CancellationTokenSource.CreateLinkedTokenSource(stopping));
        return run.Stop.Token;
    }

    public void Cancel(JobId id)
    {
        if (!_running.TryGetValue(id, out var run)) return;
        run.ByPerson = true;
        run.Stop.Cancel();
    }

    /// <summary>Whether a person stopped it; the end of the process is none.</summary>
    public bool IsCancelled(JobId id) => _running.TryGetValue(id, out var run) && run.ByPerson;

    public void End(JobId id)
    {
        if (_running.TryRemove(id, out var run)) run.Stop.Dispose();
    }

    private sealed record Run(CancellationTokenSource Stop)
    {
        public bool ByPerson { get; set; }
    }
}
