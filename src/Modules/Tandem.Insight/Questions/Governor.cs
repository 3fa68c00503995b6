namespace Tandem.Insight.Questions;

/// <summary>One question at a time has the machine: two heavy ones side by side would take longer each and twice the memory. Waiting ends with the caller.</summary>
internal sealed class Governor : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task<T> RunAsync<T>(Func<Task<T>> question, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try { return await question(); }
        finally { _turn.Release(); }
    }

    public void Dispose() => _turn.Dispose();
}
