using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Programs;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>The buttons of the program pages.</summary>
internal static class ProgramForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/programs/{programId}";
        app.MapPost(path, SaveAsync).ExcludeFromDescription();
        app.MapPost(path + "/projects", (ProgramId programId, [FromForm] string? project, HttpContext http, EditPrograms edit, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/programs/{programId}", () => edit.JoinAsync(programId, ProjectId.TryParse(project, null, out var id) ? id : default, cancel))).ExcludeFromDescription();
        app.MapPost(path + "/projects/{projectId}/remove", (ProgramId programId, ProjectId projectId, HttpContext http, EditPrograms edit, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/programs/{programId}", () => edit.LeaveAsync(programId, projectId, cancel))).ExcludeFromDescription();
        app.MapPost(path + "/level", LevelAsync).ExcludeFromDescription();
        app.MapPost(path + "/level/apply", (ProgramId programId, HttpContext http, LevelProgram level, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/programs/{programId}/resources", async () => Flash.Say(http.Response, words["program.level.applied", (await level.ApplyAsync(programId, cancel)).Moved]))).ExcludeFromDescription();
        app.MapPost(path + "/simulation", (ProgramId programId, [FromForm] string? runs, [FromForm] string? seed, [FromForm] string? correlation, HttpContext http, SimulateProgram simulate, Words words, CancellationToken cancel) =>
        {
            var href = $"/programs/{programId}/simulation";
            return PageForms.DoAsync(http, words, () => href, async () => href += "?job=" + await simulate.StartAsync(programId, new((int?)DayNumbers.Read(runs, "runs"), (long?)DayNumbers.Read(seed, "seed"), DayNumbers.Read(correlation, "correlation")), cancel));
        }).ExcludeFromDescription();
    }

    private static async Task<IResult> SaveAsync(ProgramId programId, [FromForm] string? act, [FromForm] string? name, [FromForm] string? owner, [FromForm] string? version, HttpContext http, EditPrograms edit, Words words, CancellationToken cancel)
    {
        var href = $"/programs/{programId}";
        return await PageForms.DoAsync(http, words, () => href, async () =>
        {
            if (act == "dissolve")
            {
                await edit.RemoveAsync(programId, cancel);
                href = "/programs";
                return;
            }
            http.Request.Headers.IfMatch = $"\"{version}\"";
            await edit.ChangeAsync(programId, new(name, string.IsNullOrEmpty(owner) ? null : owner), http.Request, cancel);
        });
    }

    /// <summary>Days of the delay count in the first plan's hours a day.</summary>
    private static async Task<IResult> LevelAsync(ProgramId programId, [FromForm] string? delay, [FromForm] string? seconds, [FromForm] bool? split, HttpContext http, ProgramReading reading, LevelProgram level, Words words, CancellationToken cancel)
    {
        var href = $"/programs/{programId}/resources";
        return await PageForms.DoAsync(http, words, () => href, async () =>
        {
            var perDay = (await reading.GetAsync(programId, cancel)).Picture.Projects.Select(project => project.Plan.Head.MinutesPerDay).FirstOrDefault(480);
            href += "?job=" + await level.StartAsync(programId, new((long?)(DayNumbers.Read(delay, "maxDelay") * perDay), split, DayNumbers.Read(seconds, "seconds")), cancel);
        });
    }
}
