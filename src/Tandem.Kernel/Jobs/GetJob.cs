using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Jobs;

/// <summary>How far a job is: <c>{state: queued|running|done|failed|cancelled, progress, result}</c>.</summary>
internal static class GetJob
{
    internal sealed record Answer(string State, double Progress, JsonNode? Result);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/jobs/{id}", async (JobId id, KernelDbContext kernel, ActorScope actor, CancellationToken cancel) =>
    {
        var job = await kernel.Jobs.AsNoTracking().FirstOrDefaultAsync(j => j.Id == id && j.Workspace == actor.Current.Workspace, cancel) ?? throw ProblemException.NotFound();
        return new Answer(job.State, job.Progress, job.Result is null ? null : JsonNode.Parse(job.Result));
    }).WithTags("Jobs");
}
