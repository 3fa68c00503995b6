using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;

namespace Tandem.Server.Tests.House;

public sealed class JobTests
{
    /// <summary>Works until it is told to stop.</summary>
    private sealed class Endless : IJobHandler
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Kind => "endless";

        public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
        {
            Begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
            return null;
        }
    }

    /// <summary>Waits for something of its own that does not come.</summary>
    private sealed class TimedOut : IJobHandler
    {
        public string Kind => "timed-out";

        public Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel) => throw new TaskCanceledException("no answer");
    }

    private static Task<JobId> AddAsync(KernelFloor floor, string kind) => floor.InScopeAsync(services => services.GetRequiredService<JobQueue>().AddAsync(kind, new { }, CancellationToken.None));

    private static Task<Job> ReadAsync(KernelFloor floor, JobId id) => floor.InScopeAsync(services => services.GetRequiredService<KernelDbContext>().Jobs.AsNoTracking().SingleAsync(j => j.Id == id));

    /// <summary>The job once it is over.</summary>
    private static async Task<Job> EndedAsync(KernelFloor floor, JobId id)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (await ReadAsync(floor, id) is { EndedAt: not null } ended) return ended;
            await Task.Delay(100);
        }
        return await ReadAsync(floor, id);
    }

    [Fact]
    public async Task A_job_under_way_when_the_process_ends_is_given_back_for_the_next_start()
    {
        var endless = new Endless();
        await using var floor = await KernelFloor.StartAsync(services => services.AddSingleton<IJobHandler>(endless));
        var id = await AddAsync(floor, endless.Kind);
        var runner = floor.Hosted<JobRunner>();
        await runner.StartAsync(CancellationToken.None);
        await endless.Begun.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await runner.StopAsync(CancellationToken.None);
        var job = await ReadAsync(floor, id);
        Assert.Equal(("queued", 0, null), (job.State, job.Attempts, job.LeaseUntil));
    }

    [Fact]
    public async Task A_job_whose_own_wait_ran_out_has_failed_and_the_next_one_runs()
    {
        await using var floor = await KernelFloor.StartAsync(services => services.AddSingleton<IJobHandler>(new TimedOut()));
        var (id, next) = (await AddAsync(floor, "timed-out"), await AddAsync(floor, "timed-out"));
        var runner = floor.Hosted<JobRunner>();
        await runner.StartAsync(CancellationToken.None);
        foreach (var one in new[] { id, next })
        {
            var job = await EndedAsync(floor, one);
            Assert.Equal(("failed", """{"code":"unexpected"}""", null), (job.State, job.Result, job.LeaseUntil));
        }
        await runner.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_job_that_was_tried_too_often_ends_with_its_reason()
    {
        await using var floor = await KernelFloor.StartAsync();
        var id = JobId.New();
        await floor.InScopeAsync(services =>
        {
            var kernel = services.GetRequiredService<KernelDbContext>();
            kernel.Add(new Job { Id = id, Workspace = floor.Workspace, Kind = "deadly", State = "running", Attempts = 3, LeaseUntil = floor.Time.GetUtcNow().UtcDateTime.AddSeconds(-1) });
            return kernel.SaveChangesAsync();
        });
        var runner = floor.Hosted<JobRunner>();
        await runner.StartAsync(CancellationToken.None);
        var job = await EndedAsync(floor, id);
        Assert.Equal(("failed", """{"code":"unexpected"}"""), (job.State, job.Result));
        await runner.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_running_job_can_be_stopped_from_the_moment_it_is_taken()
    {
        await using var floor = await KernelFloor.StartAsync(services => services.AddSingleton<IJobHandler>(new Endless()));
        var id = await AddAsync(floor, "endless");
        var runner = floor.Hosted<JobRunner>();
        await runner.StartAsync(CancellationToken.None);
        while ((await ReadAsync(floor, id)).State == "queued") await Task.Delay(1);
        floor.Services.GetRequiredService<RunningJobs>().Cancel(id);
        Assert.Equal("cancelled", (await EndedAsync(floor, id)).State);
        await runner.StopAsync(CancellationToken.None);
    }
}
