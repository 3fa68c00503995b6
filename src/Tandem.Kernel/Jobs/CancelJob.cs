using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Jobs;

/// <summary>Stops a job: one that waits never runs, one that runs ends at its next step and leaves nothing half-written. For who started it, and for who manages the workspace.</summary>
internal sealed class CancelJob(KernelDbContext kernel, RunningJobs running, ActorScope actor, TimeProvider time)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapDelete("/api/jobs/{id}", async (JobId id, CancelJob cancelJob, CancellationToken cancel) =>
        {
            await cancelJob.RunAsync(id, cancel);
            return TypedResults.NoContent();
        }).WithTags("Jobs");
        app.MapPost("/jobs/{id}/cancel", async (JobId id, [FromForm] string? then, CancelJob cancelJob, CancellationToken cancel) =>
        {
            await cancelJob.RunAsync(id, cancel);
            return Results.LocalRedirect(then is { Length: > 1 } && then[0] == '/' && then[1] is not ('/' or '\\') ? then : "/");
        }).ExcludeFromDescription();
    }

    private async Task RunAsync(JobId id, CancellationToken cancel)
    {
        await kernel.WriteAsync(async () =>
        {
            var job = await kernel.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.Workspace == actor.Current.Workspace, cancel) ?? throw ProblemException.NotFound();
            if (job.Account != actor.Current.Account) actor.Current.Require(Right.ManageWorkspace);
            if (job.State == "queued") (job.State, job.EndedAt) = ("cancelled", time.GetUtcNow().UtcDateTime);
        }, cancel);
        running.Cancel(id);
    }
}
