using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Imports;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.Quality;
using Tandem.Delivery.Resources;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Pages;

/// <summary>The pages' plain forms: each does what the API does and goes back to its page, where what came of it is said.</summary>
internal static class PageForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        ImportReportFile.Map(app);
        app.MapPost("/projects/{projectId}/quality", (ProjectId projectId, [FromForm] string? fix, [FromForm] string? item, [FromForm] string? dependency, HttpContext http, MendPlan mend, Words words, CancellationToken cancel) =>
            DoAsync(http, words, () => $"/projects/{projectId}/quality", async () =>
            {
                _ = await mend.RunAsync(projectId, new(fix, Guid.TryParse(item, out var row) ? new WorkItemId(row) : null, Guid.TryParse(dependency, out var link) ? new DependencyId(link) : null), cancel);
                return words["quality.mended"];
            })).ExcludeFromDescription();
        app.MapPost("/projects/{projectId}/level", (ProjectId projectId, [FromForm] string? delay, [FromForm] bool? split, HttpContext http, ProjectReading reading, LevelPlan level, Words words, CancellationToken cancel) =>
            DoAsync(http, words, () => $"/projects/{projectId}/resources", async () =>
            {
                var perDay = (await reading.GetAsync(projectId, cancel)).Plan.Head.MinutesPerDay;
                HashSet<WorkItemId> chosen = [.. http.Request.Form["items"].Select(text => Guid.TryParse(text, out var id) ? new WorkItemId(id) : default)];
                var levelled = await level.RunAsync(projectId, new(long.TryParse(delay, out var days) ? days * perDay : null, split, null, true, [.. chosen]), cancel);
                return levelled.Moves.Count(move => chosen.Contains(move.Item)) is var moved and > 0 ? words["level.applied", moved] : words["level.applied.none"];
            })).ExcludeFromDescription();
        app.MapPost("/projects/{projectId}/items/{itemId}/outside/{dependencyId}/remove", (ProjectId projectId, WorkItemId itemId, DependencyId dependencyId, HttpContext http, LinkItems link, Words words, CancellationToken cancel) =>
            DoAsync(http, words, () => ItemHref(projectId, itemId), async () =>
            {
                _ = await link.RemoveAsync(projectId, dependencyId, cancel);
                return words["item.outside.removed"];
            })).ExcludeFromDescription();
        app.MapPost("/projects/{projectId}/items/{itemId}/checklist/{entryId}", (ProjectId projectId, WorkItemId itemId, string entryId, [FromForm] bool done, HttpContext http, ItemTalk talk, Words words, CancellationToken cancel) =>
            DoAsync(http, words, () => ItemHref(projectId, itemId), async () =>
            {
                await talk.CheckAsync(projectId, itemId, entryId, new(null, done), cancel);
                return null;
            })).ExcludeFromDescription();
    }

    private static string ItemHref(ProjectId project, WorkItemId item) => $"/projects/{project}/items/{item}";

    /// <summary>Does what a form asks, which answers what the next page says of it (null where that shows by itself); the address to go to is read after it.</summary>
    public static async Task<IResult> DoAsync(HttpContext http, Words words, Func<string> href, Func<Task<string?>> work)
    {
        try
        {
            if (await work() is { } done) Flash.Done(http.Response, done);
        }
        catch (ProblemException problem) when (problem.Status is not (401 or 404))
        {
            Flash.Refused(http.Response, words[$"problem.{problem.Code}", [.. problem.Arguments]]);
        }
        return Results.LocalRedirect(href());
    }
}

/// <summary>The item page's form: fields as people type them, and which of them differ from the item.</summary>
internal static class ItemForm
{
    /// <summary>Field of the patch → what stands in the form for an item: days for durations, dates for times.</summary>
    public static Dictionary<string, string> Values(ProjectView view, int row)
    {
        var item = view.Plan.Outline.Items[row];
        return new()
        {
            ["name"] = item.Name, ["notes"] = item.Notes ?? "", ["column"] = view.Project.ColumnOf(item.State, item.Column).Key, ["owner"] = item.Owner?.ToString() ?? "", ["due"] = Date(item.Due?.ToDateTime(default)),
            ["duration"] = (item.Duration / (double)view.Plan.Head.DayOf(item)).ToString("0.##", CultureInfo.InvariantCulture), ["deadline"] = Date(item.Deadline),
            ["priority"] = item.Priority is { } said ? Priorities.Word(said) : "",
            ["percentComplete"] = item.PercentComplete.ToString("0.##", CultureInfo.InvariantCulture),
        };
    }

    public static JsonObject Changes(ProjectView view, int row, IFormCollection form)
    {
        var changes = new JsonObject();
        foreach (var (field, was) in Values(view, row))
        {
            if (!form.TryGetValue(field, out var posted) || posted.ToString().ReplaceLineEndings("\n").Trim() is var text && text == was.ReplaceLineEndings("\n").Trim()) continue;
            changes[field] = text.Length == 0 ? null : Value(field, text, view.Plan.Head.DayOf(view.Plan.Outline.Items[row]));
        }
        return changes;
    }

    /// <summary>What can't be read as a number goes on as text: the patch then says what is wrong with it.</summary>
    private static JsonNode Value(string field, string text, int minutesPerDay)
    {
        if (field is not ("duration" or "percentComplete") || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return text;
        return field == "duration" ? (long)Math.Round(number * minutesPerDay) : number;
    }

    private static string Date(DateTime? time) => time?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
