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
        app.MapPost(path + "/projects", (ProgramId programId, [FromForm] string? project, HttpContext http, EditPrograms edit, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/programs/{programId}", async () =>
            {
                _ = await edit.JoinAsync(programId, ProjectId.TryParse(project, null, out var id) ? id : default, cancel);
                return words["program.joined"];
            })).ExcludeFromDescription();
        app.MapPost(path + "/projects/{projectId}/remove", (ProgramId programId, ProjectId projectId, HttpContext http, EditPrograms edit, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/programs/{programId}", async () =>
            {
                _ = await edit.LeaveAsync(programId, projectId, cancel);
                return words["program.left"];
            })).ExcludeFromDescription();
        app.MapPost(path + "/level/apply", (ProgramId programId, HttpContext http, LevelProgram level, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/programs/{programId}/resources", async () => words["program.level.applied", (await level.ApplyAsync(programId, cancel)).Moved])).ExcludeFromDescription();
        app.MapPost(path + "/dissolve", (ProgramId programId, HttpContext http, EditPrograms edit, Words words, CancellationToken cancel) =>
        {
            var href = $"/programs/{programId}";
            return PageForms.DoAsync(http, words, () => href, async () =>
            {
                await edit.RemoveAsync(programId, cancel);
                href = "/programs";
                return words["program.dissolved"];
            });
        }).ExcludeFromDescription();
    }
}
