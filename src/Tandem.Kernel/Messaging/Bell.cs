namespace Tandem.Kernel.Messaging;

/// <summary>Wakes one waiting background loop; rings that nobody waited for yet count as one.</summary>
public abstract class Bell
{
    private readonly SemaphoreSlim _rung = new(0, 1);

    public void Ring()
    {
        lock (_rung)
            if (_rung.CurrentCount == 0) _rung.Release();
    }

    internal Task<bool> WaitAsync(TimeSpan limit, CancellationToken cancel) => _rung.WaitAsync(limit, cancel);
}
