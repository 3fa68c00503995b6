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
            PageForms.DoAsync(http, words, () => $"/programs/{programId}", () => edit.JoinAsync(programId, ProjectId.TryParse(project, null, out var id) ? id : default, cancel))).ExcludeFromDescription();
        app.MapPost(path + "/projects/{projectId}/remove", (ProgramId programId, ProjectId projectId, HttpContext http, EditPrograms edit, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/programs/{programId}", () => edit.LeaveAsync(programId, projectId, cancel))).ExcludeFromDescription();
        app.MapPost(path + "/level/apply", (ProgramId programId, HttpContext http, LevelProgram level, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/programs/{programId}/resources", async () => Flash.Say(http.Response, words["program.level.applied", (await level.ApplyAsync(programId, cancel)).Moved]))).ExcludeFromDescription();
    }
}
