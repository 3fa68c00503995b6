using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;
using Tandem.Kernel.Wording;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>Takes a plan file: a small one at once, one over 5 MB as a job whose answer is the same report.</summary>
internal static class ImportPlan
{
    private const long AtOnce = 5_000_000, Largest = 200_000_000;

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/plan:import",
        async (ProjectId projectId, string? mode, bool? replace, string? sourceProject, string? columns, HttpRequest http, PlanStore plans, PlanImport import, ImportJobs jobs, ActorScope actor, Words words, CancellationToken cancel) =>
        {
            _ = actor.RequireRun(await plans.ProjectAsync(projectId, cancel));
            using var body = new FileBufferingBody(http, AtOnce);
            var stream = await body.ReadAsync(cancel);
            var request = new ImportRequest(projectId, PlanTables.FormatOf(stream, http.ContentType), Mode(mode), replace ?? false, FileName(http)) { SourceProject = sourceProject, Columns = PlanTables.Columns(columns) };
            if (stream.Length <= AtOnce) return Results.Ok(ImportAnswer.Of(await import.RunAsync(request, stream, cancel), words));
            var job = await jobs.AddAsync(request, stream, cancel);
            return Results.Accepted($"/api/jobs/{job}");
        }).Produces<ImportAnswer>().Produces(StatusCodes.Status202Accepted).WithTags("Plans").WithMetadata(new RequestSizeLimitAttribute(Largest));

    public static PlanMode? Mode(string? mode) => mode switch
    {
        null or "" => null,
        "msproject" => PlanMode.MsProject,
        "p6" => PlanMode.P6,
        _ => throw ProblemException.Invalid("mode", "bad_value", "mode", mode),
    };

    /// <summary>The file's name, where the caller says it (<c>?file=</c>): shown in the report.</summary>
    private static string? FileName(HttpRequest http) => http.Query["file"].ToString() is { Length: > 0 and <= 200 } name ? Path.GetFileName(name) : null;
}

/// <summary>A request's body: in memory up to a size, beyond it in a file that goes when this is disposed.</summary>
internal sealed class FileBufferingBody(HttpRequest http, long memory) : IDisposable
{
    private Stream? _stream;

    public async Task<Stream> ReadAsync(CancellationToken cancel)
    {
        http.EnableBuffering((int)memory);
        _stream = http.Body;
        await _stream.CopyToAsync(Stream.Null, cancel);
        _stream.Position = 0;
        return _stream;
    }

    public void Dispose() => _stream?.Dispose();
}
