namespace Tandem.Automation.Closes;

/// <summary>One close of a period at a time: the runner, the sample and the button "run now" don't judge the same period side by side.</summary>
internal sealed class CloseLane
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await work();
        }
        finally
        {
            _one.Release();
        }
    }
}
