using System.Text.Json;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>
/// A merge patch of one item: fields that are there are set, null clears. Unknown or impossible ones are problems that name the field; the rest of the
/// patch is then not applied either.
/// </summary>
internal sealed class ItemPatch
{
    private const int DayStart = 8, DayEnd = 17;

    /// <summary>Fields in the order in which they are applied: what others rest on first.</summary>
    private static readonly string[] Known =
        ["parent", "after", "type", "taskType", "effortDriven", "name", "notes", "calendar", "elapsed", "duration", "assignments", "work", "constraint", "constraintDate", "start", "deadline",
            "state", "column", "actualStart", "actualFinish", "percentKind", "percentComplete", "remaining", "percentWork", "percentPhysical", "owner", "due", "priority"];

    /// <summary>Fields that say how far an item is by its duration.</summary>
    private static readonly string[] Progress = ["state", "column", "actualStart", "actualFinish", "percentComplete", "remaining"];

    /// <summary>What a summary has of its own; the rest follows from the rows below it.</summary>
    private static readonly HashSet<string> OfSummary = ["parent", "after", "name", "notes", "calendar", "constraint", "constraintDate", "deadline", "owner", "due", "priority"];

    private readonly Dictionary<string, JsonElement> _fields = [];
    private ItemWork? _work;

    public ItemPatch(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object) throw new ProblemException(400, "bad_request");
        foreach (var field in body.EnumerateObject())
        {
            if (!Known.Contains(field.Name)) throw ProblemException.Invalid(field.Name, "unknown_field", field.Name);
            _fields[field.Name] = field.Value;
        }
    }

    /// <summary>Whether a summary has the field of its own.</summary>
    public static bool IsOfSummary(string field) => OfSummary.Contains(field);

    public bool Has(string field) => _fields.ContainsKey(field);

    /// <summary>Applies it, once, to a tracked item of the plan. <paramref name="now"/> is the project's wall clock.</summary>
    public async Task ApplyAsync(WorkItem item, EditScope scope, IPeople people, DateTime now, CancellationToken cancel)
    {
        var row = scope.Before.Outline.Find(item.Id);
        if (row is { } at && scope.Before.TypeOf(at) == ActivityType.Summary && Known.FirstOrDefault(field => Has(field) && !OfSummary.Contains(field)) is { } wrong)
            throw ProblemException.Invalid(wrong, "summary_computed", wrong);
        if (Has("parent") || Has("after")) await PlaceAsync(item, scope, cancel);
        var done = item.PercentComplete;
        foreach (var field in Known.Where(Has)) await SetAsync(field, _fields[field], item, scope, people, now, cancel);
        if ((Has("start") || Has("actualStart")) && item.ActualStart > item.ActualFinish) throw ProblemException.Invalid(Has("actualStart") ? "actualStart" : "start", "finish_before_start");
        if (item.PercentComplete != done && Progress.Any(Has) && !Has("percentWork")) (_work ?? await ItemWork.OfAsync(item, scope, cancel)).FollowProgress();
    }

    private async Task PlaceAsync(WorkItem item, EditScope scope, CancellationToken cancel)
    {
        var parent = Has("parent") ? Item("parent") : item.Parent;
        await scope.PlaceAsync(item, parent, Has("after") ? Item("after") : null, last: !Has("after"), cancel);
    }

    private async ValueTask SetAsync(string field, JsonElement value, WorkItem item, EditScope scope, IPeople people, DateTime now, CancellationToken cancel)
    {
        switch (field)
        {
            case "type": item.Type = PlanWords.Type(Fields.Text(value, field)) ?? throw Bad(field, value); break;
            case "name": item.Name = Fields.Name(Fields.Text(value, field)); break;
            case "notes": item.Notes = Notes(value); break;
            case "calendar": item.Calendar = Fields.Calendar(Fields.Text(value, field), scope.Before); break;
            case "elapsed": SetElapsed(item, value); break;
            case "taskType" or "effortDriven" or "percentKind": SetKind(field, item, value); break;
            case "duration" or "assignments" or "work" or "percentWork": SetWork(field, _work ??= await ItemWork.OfAsync(item, scope, cancel), value, now); break;
            case "constraint": SetConstraint(item, PlanWords.Constraint(Fields.Text(value, field) ?? "asap") ?? throw Bad(field, value)); break;
            case "constraintDate": item.ConstraintDate = Wall(field, value, IsFinish(item.Constraint) ? DayEnd : DayStart); break;
            case "start": SetStart(item, Wall(field, value, DayStart)); break;
            case "deadline": item.Deadline = Wall(field, value, DayEnd); break;
            case "state" or "column": SetColumn(field, item, value, scope.Project, now); break;
            case "actualStart": item.StartedAt(Wall(field, value, DayStart)); break;
            case "actualFinish": SetFinish(item, Wall(field, value, DayEnd)); break;
            case "percentComplete": item.DonePercent(Percent(field, value), now); break;
            case "percentPhysical": SetPhysical(item, value, now); break;
            case "remaining": item.LeftToDo(Fields.Minutes(value, field), now); break;
            case "owner": item.Owner = await OwnerAsync(value, people, cancel); break;
            case "due": item.Due = Fields.Text(value, field) is { } due ? Fields.Date(due, field) : null; break;
            case "priority": item.Priority = Fields.Text(value, field) is { } said ? Priorities.Of(said) ?? throw Bad(field, value) : null; break;
            default: break; // parent and after: placed already
        }
        if (field is "constraint" or "constraintDate") RequireDate(item);
    }

    /// <summary>Counts the duration round the clock, or in working time again. The file's own way of writing it no longer holds.</summary>
    private static void SetElapsed(WorkItem item, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) throw Bad("elapsed", value);
        if (item.Elapsed == value.GetBoolean()) return;
        (item.Elapsed, item.DurationFormat, item.Remaining) = (value.GetBoolean(), null, null);
    }

    private static void SetKind(string field, WorkItem item, JsonElement value)
    {
        if (field == "taskType") item.TaskType = PlanWords.TaskType(Fields.Text(value, field)) ?? throw Bad(field, value);
        else if (field == "percentKind") item.PercentKind = PlanWords.PercentKind(Fields.Text(value, field)) ?? throw Bad(field, value);
        else item.EffortDriven = value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Bad(field, value);
        item.FileExtra = FileLeftover.With(FileLeftover.With(item.FileExtra, item.TaskType), "Task", ("Type", $"{(int)item.TaskType}"), ("EffortDriven", item.EffortDriven ? "1" : "0"), ("EarnedValueMethod", item.PercentKind == PercentKind.Physical ? "1" : "0"));
    }

    private static void SetWork(string field, ItemWork work, JsonElement value, DateTime now)
    {
        if (field == "assignments") work.SetAssigned(value);
        else if (field == "percentWork") work.SetDone(Percent(field, value), now);
        else if (field == "work") work.SetWork(Fields.Minutes(value, field));
        else work.SetDuration(Fields.Minutes(value, field));
    }

    private static void SetPhysical(WorkItem item, JsonElement value, DateTime now)
    {
        item.PhysicalPercentComplete = value.ValueKind == JsonValueKind.Null ? null : Percent("percentPhysical", value);
        item.Underway(item.PhysicalPercentComplete ?? 0, now);
    }

    private static void SetConstraint(WorkItem item, ConstraintType type)
    {
        item.Constraint = type;
        if (type is ConstraintType.AsSoonAsPossible or ConstraintType.AsLateAsPossible) item.ConstraintDate = null;
    }

    /// <summary>Only asap and alap stand without a date; constraintDate comes after constraint in one patch.</summary>
    private void RequireDate(WorkItem item)
    {
        var dated = item.Constraint is not (ConstraintType.AsSoonAsPossible or ConstraintType.AsLateAsPossible);
        if (dated && item.ConstraintDate is null && !(Has("constraintDate") && _fields["constraintDate"].ValueKind != JsonValueKind.Null))
            throw ProblemException.Invalid("constraintDate", "required", "constraintDate");
        if (!dated && item.ConstraintDate is not null) throw ProblemException.Invalid("constraintDate", "date_without_constraint");
    }

    /// <summary>Moves the item by hand: what has begun gets that actual start, what has not starts no earlier; null lets it go where its links put it.</summary>
    private static void SetStart(WorkItem item, DateTime? start)
    {
        if (item.Manual) (item.ManualStart, item.ManualFinish) = (start, null);
        else if (item.IsStarted) item.ActualStart = start ?? item.ActualStart;
        else (item.Constraint, item.ConstraintDate) = start is null ? (ConstraintType.AsSoonAsPossible, null) : (ConstraintType.StartNoEarlierThan, start);
    }

    private static void SetFinish(WorkItem item, DateTime? finish)
    {
        if (finish < item.ActualStart) throw ProblemException.Invalid("actualFinish", "finish_before_start");
        item.FinishedAt(finish);
    }

    private static bool IsFinish(ConstraintType type) =>
        type is ConstraintType.FinishNoEarlierThan or ConstraintType.FinishNoLaterThan or ConstraintType.MustFinishOn or ConstraintType.MandatoryFinish;

    private static DateTime? Wall(string field, JsonElement value, int hour) => Fields.Text(value, field) is { } text ? Fields.Wall(text, field, hour) : null;

    private WorkItemId? Item(string field) => Fields.Text(_fields[field], field) is not { } text ? null
        : Guid.TryParse(text, out var id) ? new WorkItemId(id) : throw ProblemException.Invalid(field, "unknown_item");

    private static string? Notes(JsonElement value)
    {
        const int most = 20_000;
        var text = Fields.Text(value, "notes");
        return text?.Length > most ? throw ProblemException.Invalid("notes", "too_long", "notes", most) : text;
    }

    /// <summary>A state is its first column; a column says its state.</summary>
    private static void SetColumn(string field, WorkItem item, JsonElement value, Project project, DateTime now)
    {
        var said = Fields.Text(value, field);
        var column = project.States.FirstOrDefault(column => (field == "state" ? column.Of : column.Key) == said) ?? throw Bad(field, value);
        if (field == "column" || column.Of != item.State) item.Column = field == "column" ? column.Key : null;
        if (field == "state" || column.Of != item.State) item.MoveTo(column.Of, now);
    }

    private static double Percent(string field, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var percent) && percent is >= 0 and <= 100 ? percent : throw Bad(field, value);

    private static async ValueTask<AccountId?> OwnerAsync(JsonElement value, IPeople people, CancellationToken cancel)
    {
        if (Fields.Text(value, "owner") is not { } text) return null;
        return Guid.TryParse(text, out var id) && await people.FindAsync(new AccountId(id), cancel) is { Active: true } person ? person.Id : throw ProblemException.Invalid("owner", "unknown_account");
    }

    private static ProblemException Bad(string field, JsonElement value) => ProblemException.Invalid(field, "bad_value", field, value.ToString());
}
