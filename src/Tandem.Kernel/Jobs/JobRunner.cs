using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Jobs;

/// <summary>Runs queued jobs one after another, as the workspace's system actor, with a lease that a heartbeat renews.</summary>
internal sealed class JobRunner(IServiceScopeFactory scopes, JobBell bell, RunningJobs running, TimeProvider time, ILogger<JobRunner> log) : BackgroundService
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30), Idle = TimeSpan.FromSeconds(10);
    private const int MaxAttempts = 3;
    private const string Unexpected = """{"code":"unexpected"}""";

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await TakeAsync(stopping) is var (job, stop)) await RunAsync(job, stop, stopping);
                else await bell.WaitAsync(Idle, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
            catch (Exception error)
            {
                log.LogError(error, "The job queue could not be read");
                await Task.Delay(Idle, time, stopping);
            }
        }
    }

    /// <summary>The next job and what stops it: it can be stopped from the moment it no longer waits.</summary>
    private async Task<(Job Job, CancellationToken Stop)?> TakeAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var kernel = scope.ServiceProvider.GetRequiredService<KernelDbContext>();
        var now = time.GetUtcNow().UtcDateTime;
        return await kernel.WriteAsync<(Job, CancellationToken)?>(async () =>
        {
            var job = await kernel.Jobs.Where(j => j.State == "queued" || j.State == "running" && j.LeaseUntil < now).OrderBy(j => j.Id).FirstOrDefaultAsync(cancel);
            if (job is null) return null;
            if (++job.Attempts > MaxAttempts)
            {
                (job.State, job.Result, job.LeaseUntil, job.EndedAt) = ("failed", Unexpected, null, now);
                return null;
            }
            (job.State, job.LeaseUntil) = ("running", now + Lease);
            return (job, running.Begin(job.Id, cancel));
        }, cancel);
    }

    private async Task RunAsync(Job job, CancellationToken stop, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorScope>().Current = Actor.System(job.Workspace) with { Account = job.Account };
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var progress = new LatestProgress();
        var heart = BeatAsync(job.Id, progress, ended.Token);
        (string State, string? Result) end;
        try
        {
            end = await RunAsync(scope.ServiceProvider, job, progress, stop);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await heart;
            await GiveBackAsync(job.Id);
            throw;
        }
        finally
        {
            running.End(job.Id);
        }
        await ended.CancelAsync();
        await heart;
        await ChangeAsync(job.Id, row =>
        {
            row.State = end.State;
            row.Result = end.Result;
            row.Progress = end.State == "done" ? 1 : row.Progress;
            row.LeaseUntil = null;
            row.EndedAt = time.GetUtcNow().UtcDateTime;
        }, CancellationToken.None);
    }

    private async Task<(string State, string? Result)> RunAsync(IServiceProvider services, Job job, IProgress<double> progress, CancellationToken cancel)
    {
        try
        {
            var handler = services.GetServices<IJobHandler>().Single(h => h.Kind == job.Kind);
            var answer = await handler.RunAsync(job.Arguments, progress, cancel);
            return ("done", JsonSerializer.Serialize(answer, TandemJson.Options));
        }
        catch (ProblemException problem)
        {
            return ("failed", JsonSerializer.Serialize(new { code = problem.Code, field = problem.Field, arguments = problem.Arguments }, TandemJson.Options));
        }
        catch (OperationCanceledException) when (running.IsCancelled(job.Id))
        {
            return ("cancelled", null);
        }
        catch (Exception error) when (!cancel.IsCancellationRequested || error is not OperationCanceledException)
        {
            // a wait of the handler's own that ran out is a failure too
            log.LogError(error, "Job {Kind} {Id} failed", job.Kind, job.Id);
            return ("failed", Unexpected);
        }
    }

    /// <summary>The process ends: the next one may take the job at once, and being stopped is no failed attempt.</summary>
    private Task GiveBackAsync(JobId id) => ChangeAsync(id, row =>
    {
        row.State = "queued";
        row.Attempts--;
        row.LeaseUntil = null;
    }, CancellationToken.None);

    private async Task BeatAsync(JobId id, LatestProgress progress, CancellationToken cancel)
    {
        try
        {
            while (true)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), time, cancel);
                await BeatOnceAsync(id, progress, cancel);
            }
        }
        catch (OperationCanceledException) { }
    }

    /// <summary>A beat that fails is made up for by the next: the job itself must not end by it.</summary>
    private async Task BeatOnceAsync(JobId id, LatestProgress progress, CancellationToken cancel)
    {
        try
        {
            await ChangeAsync(id, row =>
            {
                row.Progress = progress.Value;
                row.LeaseUntil = time.GetUtcNow().UtcDateTime + Lease;
            }, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogWarning(error, "The lease of job {Id} could not be renewed", id);
        }
    }

    private async Task ChangeAsync(JobId id, Action<Job> change, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var kernel = scope.ServiceProvider.GetRequiredService<KernelDbContext>();
        await kernel.WriteAsync(async () => change(await kernel.Jobs.SingleAsync(j => j.Id == id, cancel)), cancel);
    }

    private sealed class LatestProgress : IProgress<double>
    {
        public double Value { get; private set; }

        public void Report(double value) => Value = value;
    }
}
