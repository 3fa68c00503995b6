namespace Tandem.Insight.Questions;

/// <summary>One statement of a question at a time has the machine: two heavy ones side by side would each take longer, and twice the memory. Waiting ends with the caller.</summary>
internal sealed class Governor : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    public async Task RunAsync(Func<Task> statement, CancellationToken cancel)
    {
        await _turn.WaitAsync(cancel);
        try { await statement(); }
        finally { _turn.Release(); }
    }

    public void Dispose() => _turn.Dispose();
}
