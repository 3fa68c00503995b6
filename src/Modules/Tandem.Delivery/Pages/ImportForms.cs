using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Imports;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>The import page's forms: a plan file is taken at once, a table waits until its columns have been looked at.</summary>
internal static class ImportForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/projects/{projectId}/import", ImportAsync).WithMetadata(new RequestSizeLimitAttribute(PlanPreview.Largest)).ExcludeFromDescription();
        app.MapPost("/projects/{projectId}/import/columns", ColumnsAsync).ExcludeFromDescription();
        app.MapGet("/projects/{projectId}/import/report.csv", ReportAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> ImportAsync(ProjectId projectId, IFormFile? file, [FromForm] string? mode, [FromForm] bool? replace, [FromForm] string? sourceProject, HttpContext http, PlanStore plans, PlanImport import, WaitingFiles waiting, ActorScope actor, Words words, CancellationToken cancel)
    {
        var href = $"/projects/{projectId}/import";
        var next = href;
        return await PageForms.DoAsync(http, words, () => next, async () =>
        {
            _ = await RunnableAsync(projectId, plans, actor, cancel);
            if (file is null) throw ProblemException.Invalid("file", "required", "file");
            await using var stream = file.OpenReadStream();
            var (format, name) = (PlanTables.FormatOf(stream, file.FileName, file.ContentType), Path.GetFileName(file.FileName));
            var request = new ImportRequest(projectId, format, ImportPlan.Mode(mode), replace ?? false, name) { SourceProject = sourceProject is { Length: > 0 } ? sourceProject : null };
            if (PlanTables.Holds(format)) next = QueryHelpers.AddQueryString(href, new Dictionary<string, string?> { ["waiting"] = $"{await waiting.KeepAsync(projectId, format, stream, cancel)}", ["file"] = name, ["mode"] = mode });
            else await import.RunAsync(request, stream, cancel);
        });
    }

    private static async Task<IResult> ColumnsAsync(ProjectId projectId, HttpContext http, PlanStore plans, PlanImport import, WaitingFiles waiting, ActorScope actor, Words words, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        var columns = string.Join(',', Enumerable.Range(0, 1000).TakeWhile(at => form.ContainsKey($"column-{at}")).Select(at => form[$"column-{at}"].ToString()));
        var back = QueryHelpers.AddQueryString($"/projects/{projectId}/import", new Dictionary<string, string?> { ["waiting"] = form["waiting"], ["file"] = form["file"], ["mode"] = form["mode"], ["columns"] = columns });
        if (form.ContainsKey("look")) return Results.LocalRedirect(back);
        return await PageForms.DoAsync(http, words, () => back, async () =>
        {
            _ = await RunnableAsync(projectId, plans, actor, cancel);
            var (stream, format) = waiting.Open(projectId, form["waiting"]) ?? throw new ProblemException(400, "import_waiting_gone", "file");
            await using (stream) await import.RunAsync(new ImportRequest(projectId, format, ImportPlan.Mode(form["mode"]), form["replace"] == "true", form["file"]) { Columns = PlanTables.Columns(columns) }, stream, cancel);
            waiting.Drop(projectId, form["waiting"]);
            back = $"/projects/{projectId}/import";
        });
    }

    private static async Task<IResult> ReportAsync(ProjectId projectId, ReadImport read, PlanStore plans, ActorScope actor, Words words, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, projectId.Value);
        _ = await plans.ProjectAsync(projectId, cancel);
        var report = await read.LastAsync(projectId, cancel) ?? throw ProblemException.NotFound();
        var names = (await plans.LoadAsync(projectId, cancel)).Outline.Items.ToDictionary(item => item.Id, item => item.Name);
        return Results.File(System.Text.Encoding.UTF8.GetBytes('\uFEFF' + ImportReportTable.Write(report, id => names.GetValueOrDefault(id, ""), words)), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"import-{report.At:yyyy-MM-dd}.csv"));
    }

    private static async Task<Project> RunnableAsync(ProjectId projectId, PlanStore plans, ActorScope actor, CancellationToken cancel)
    {
        var project = await plans.ProjectAsync(projectId, cancel);
        actor.Current.Require(Right.RunProject, projectId.Value, project.IsRunBy(actor.Current.Account));
        return project;
    }
}
