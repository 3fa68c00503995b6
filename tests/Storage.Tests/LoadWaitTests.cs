using Tandem.Insight.Ingest.Loading;
using Tandem.Insight.Ingest.Log;

namespace Tandem.Storage.Tests;

public sealed class LoadWaitTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task A_question_that_comes_ends_the_rest_of_the_loader()
    {
        using var waits = new LoadWaits();
        var resting = Task.Run(() => waits.Breathe(Long));
        var asked = waits.ForAsync(new LogPosition(1, 10), Long, CancellationToken.None);
        await resting.WaitAsync(Long / 2);
        waits.Reached(new LogPosition(1, 10));
        Assert.True(await asked);
    }

    [Fact]
    public async Task While_a_question_waits_there_is_no_rest()
    {
        using var waits = new LoadWaits();
        var asked = waits.ForAsync(new LogPosition(1, 10), Long, CancellationToken.None);
        await Task.Run(() => waits.Breathe(Long)).WaitAsync(Long / 2);
        Assert.False(asked.IsCompleted);
        waits.Reached(new LogPosition(2, 0));
        Assert.True(await asked);
    }

    [Fact]
    public async Task Stopping_ends_the_rest()
    {
        using var waits = new LoadWaits();
        var resting = Task.Run(() => waits.Breathe(Long));
        while (!resting.IsCompleted)
        {
            waits.Hurry();
            await Task.Yield();
        }
        await resting;
    }
}
