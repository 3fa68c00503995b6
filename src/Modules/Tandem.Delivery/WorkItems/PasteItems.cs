using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>A row that could not be taken: its place among those sent, the field and why.</summary>
internal sealed record PasteProblem(int Row, string? Field, string Message);

/// <summary>How many items were made and changed, and what moved.</summary>
internal sealed record PasteAnswer(int Made, int Changed, IReadOnlyList<MovedItem> Moved, long PlanVersion);

/// <summary>
/// Takes rows of a spreadsheet as one edit: those with the <c>number</c> of an item change it, the others become new items one after another. Fields are a patch's,
/// <c>finish</c>, which sets the duration, <c>owner</c> by name or e-mail, and <c>predecessors</c> (<see cref="PastedLinks"/>). What a row says of an item as it is already changes nothing: dates by the day, durations to half a hundredth of a day.
/// </summary>
internal sealed class PasteItems(PlanEditor editor, ItemProgress progress, IPeople people, ProjectClock clock, ActorScope actor, Words words)
{
    private const int MostRows = 5000, DayStart = 8, DayEnd = 17;
    private IReadOnlyList<AccountInfo>? _people;

    internal sealed record Request(WorkItemId? After, IReadOnlyList<JsonObject>? Rows);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/items:paste",
        async (ProjectId projectId, Request request, PasteItems paste, CancellationToken cancel) => await paste.RunAsync(projectId, request, cancel)).WithTags("Work items");

    /// <exception cref="ProblemException">400 <c>paste_rows</c> with each row that can't be taken; nothing is written then.</exception>
    public async Task<PasteAnswer> RunAsync(ProjectId projectId, Request request, CancellationToken cancel)
    {
        if (request.Rows is not { Count: > 0 } rows) throw ProblemException.Invalid("rows", "required", "rows");
        if (rows.Any(row => row is null)) throw ProblemException.Invalid("rows", "required", "rows");
        if (rows.Count > MostRows) throw ProblemException.Invalid("rows", "too_many_rows", "rows", MostRows);
        var (made, changed, problems, cells) = (new List<WorkItem>(), new HashSet<WorkItem>(), new List<PasteProblem>(), new List<(int At, WorkItem Item, string Cell)>());
        var result = await editor.EditAsync(projectId, async scope =>
        {
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            var now = await clock.NowAsync(scope.Project, cancel);
            var known = await KnownAsync(scope, rows, cancel);
            foreach (var (at, row) in rows.Index())
            {
                if (await TryAsync(problems, at, () => TakeAsync(scope, known, row, now, cancel)) is not var (item, isNew, differs)) continue;
                if (isNew) made.Add(item);
                else if (differs) changed.Add(item);
                if (Text(row, "predecessors") is { } cell) cells.Add((at, item, cell));
            }
            var links = new PastedLinks(scope, made);
            var before = await links.LinksOfAsync([.. cells.Select(row => row.Item.Id)], cancel);
            foreach (var (at, item, cell) in cells)
                if (await TryAsync(problems, at, () => ValueTask.FromResult<(WorkItem, bool, bool)?>((item, false, links.Set(item, cell, before[item.Id])))) is (_, _, true) && !made.Contains(item)) changed.Add(item);
            if (problems.Count > 0) throw new ProblemException(400, "paste_rows", "rows", problems.Count) { More = { ["rows"] = problems.OrderBy(problem => problem.Row) } };
            await scope.PlaceAllAsync(made, request.After, cancel);
            scope.Db.AddRange(made);
        }, cancel);
        return new PasteAnswer(made.Count, changed.Count, result.Moved, result.Plan.Head.Version);
    }

    /// <summary>The row's item, whether it is new, and whether it was changed.</summary>
    private async ValueTask<(WorkItem Item, bool IsNew, bool Differs)?> TakeAsync(EditScope scope, Dictionary<int, WorkItem> known, JsonObject row, DateTime now, CancellationToken cancel)
    {
        if (Text(row, "owner") is { } said) row["owner"] = (await OwnerAsync(said, cancel)).ToString();
        if (Number(row) is not { } number) return (await MakeAsync(scope, row, now, cancel), true, true);
        var item = known.GetValueOrDefault(number) ?? throw ProblemException.Invalid("number", "unknown_item");
        return (item, false, await ChangeAsync(scope, item, row, now, cancel));
    }

    /// <summary>What can't be taken is written down; null then.</summary>
    private async ValueTask<(WorkItem Item, bool IsNew, bool Differs)?> TryAsync(List<PasteProblem> problems, int at, Func<ValueTask<(WorkItem, bool, bool)?>> take)
    {
        try
        {
            return await take();
        }
        catch (ProblemException wrong) when (wrong.Status == 400)
        {
            problems.Add(new PasteProblem(at, wrong.Field, words[$"problem.{wrong.Code}", [.. wrong.Arguments]]));
            return null;
        }
    }

    /// <summary>Somebody by name, e-mail or id.</summary>
    private async ValueTask<AccountId> OwnerAsync(string said, CancellationToken cancel)
    {
        if (Guid.TryParse(said, out var id)) return new AccountId(id);
        _people ??= await people.ListAsync(cancel);
        var fitting = _people.Where(person => person is { Active: true, IsService: false } && (Same(person.Name) || Same(person.Email))).ToList();
        return fitting.Count == 1 ? fitting[0].Id : throw ProblemException.Invalid("owner", fitting.Count == 0 ? "unknown_owner" : "ambiguous_owner", said);

        bool Same(string? text) => string.Equals(text, said.Trim(), StringComparison.OrdinalIgnoreCase);
    }

    private static async Task<Dictionary<int, WorkItem>> KnownAsync(EditScope scope, IReadOnlyList<JsonObject> rows, CancellationToken cancel)
    {
        var ids = rows.Select(Number).OfType<int>().Distinct().Select(number => scope.Before.RowOf(number)).OfType<int>().Select(row => scope.Before.Outline.Items[row].Id).ToList();
        return (await scope.ItemsAsync(ids, cancel)).ToDictionary(item => item.Number);
    }

    private async Task<WorkItem> MakeAsync(EditScope scope, JsonObject row, DateTime now, CancellationToken cancel)
    {
        var item = new WorkItem { Id = WorkItemId.New(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, Number = scope.NextNumber(), Duration = scope.Head.MinutesPerDay, MadeAt = editor.UtcNow };
        if (Text(row, "name") is null) throw ProblemException.Invalid("name", "required", "name");
        var fields = Fields(row, "number", "finish", "parent", "after", "predecessors");
        if (!fields.ContainsKey("duration") && Day(row, "finish", DayEnd) is { } finish) fields["duration"] = Between(scope, Day(row, "start", DayStart) ?? scope.Head.Start, finish);
        await Patch(fields).ApplyAsync(item, scope, people, now, cancel);
        if (item.Type == ActivityType.Milestone && !fields.ContainsKey("duration")) item.Duration = 0;
        return item;
    }

    /// <summary>Whether anything of it differs from the item.</summary>
    private async Task<bool> ChangeAsync(EditScope scope, WorkItem item, JsonObject row, DateTime now, CancellationToken cancel)
    {
        var at = scope.Before.Outline.Find(item.Id)!.Value;
        var (dates, summary) = (scope.Before.Schedule.At(at), scope.Before.TypeOf(at) == ActivityType.Summary);
        var fields = Fields(row, "number", "finish", "parent", "after", "predecessors");
        if (summary) foreach (var computed in fields.Select(field => field.Key).Where(field => !ItemPatch.IsOfSummary(field)).ToList()) fields.Remove(computed);
        if (Text(row, "name") == item.Name) fields.Remove("name");
        if (Text(row, "owner") is { } owner && owner == item.Owner?.ToString()) fields.Remove("owner");
        if (Minutes(row) is { } minutes && Math.Abs(minutes - dates.Duration) <= scope.Head.DayOf(item) / 200 + 1) fields.Remove("duration");
        if (Day(row, "start", DayStart)?.Date == dates.Start.Date) fields.Remove("start");
        if (Day(row, "deadline", DayEnd)?.Date == item.Deadline?.Date) fields.Remove("deadline");
        if (row["percentComplete"]?.GetValueKind() == JsonValueKind.Number && Math.Abs(row["percentComplete"]!.GetValue<double>() - item.PercentComplete) < 0.5) fields.Remove("percentComplete");
        if (!summary && !fields.ContainsKey("duration") && Day(row, "finish", DayEnd) is { } finish && finish.Date != dates.Finish.Date) fields["duration"] = Between(scope, Day(row, "start", DayStart) is { } start && start.Date != dates.Start.Date ? start : dates.Start, finish);
        if (fields.Count == 0) return false;
        var before = item.ActualDates;
        await Patch(fields).ApplyAsync(item, scope, people, now, cancel);
        if (item.ActualDates != before) await progress.TellAsync(scope.Db, scope.Project, item, cancel);
        return true;
    }

    private static long Between(EditScope scope, DateTime start, DateTime finish) =>
        finish > start ? Math.Max(1, scope.Before.Plan.Calendar.Between(start, finish)) : throw ProblemException.Invalid("finish", "finish_before_start");

    private static ItemPatch Patch(JsonObject fields) => new(JsonSerializer.SerializeToElement(fields));

    private static JsonObject Fields(JsonObject row, params string[] without) => new(row.Where(field => !without.Contains(field.Key)).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone())));

    private static int? Number(JsonObject row) => row["number"] is not { } value ? null
        : value.GetValueKind() == JsonValueKind.Number && value.AsValue().TryGetValue<int>(out var number) ? number : -1;

    private static long? Minutes(JsonObject row) => row["duration"]?.GetValueKind() == JsonValueKind.Number && row["duration"]!.AsValue().TryGetValue<long>(out var minutes) ? minutes : null;

    private static string? Text(JsonObject row, string field) => row[field]?.GetValueKind() == JsonValueKind.String ? row[field]!.GetValue<string>() : null;

    private static DateTime? Day(JsonObject row, string field, int hour) => Text(row, field) is { } text ? Delivery.Fields.Wall(text, field, hour) : null;
}
