using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.WorkItems;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Plans;

/// <summary>Writes a plan as the API shows it; owners by name.</summary>
internal sealed class PlanView
{
    private readonly PlanSnapshot _plan;
    private readonly Dictionary<AccountId, string> _names;
    private readonly Dictionary<int, string> _calendars;
    private readonly Dictionary<int, ResourceRow> _resources;
    private readonly ILookup<WorkItemId, Assignment> _assignments;

    private PlanView(PlanSnapshot plan, IEnumerable<AccountInfo> people)
    {
        _plan = plan;
        _names = people.ToDictionary(person => person.Id, person => person.Name);
        _calendars = plan.Rows.Calendars.ToDictionary(row => row.Uid, row => row.Definition.Name);
        _resources = plan.Rows.Resources.ToDictionary(resource => resource.Uid);
        _assignments = plan.Rows.Assignments.Where(row => row.Resource == ItemWork.Nobody || _resources.ContainsKey(row.Resource)).ToLookup(row => row.Item);
    }

    public static async Task<PlanView> OfAsync(PlanSnapshot plan, IPeople people, CancellationToken cancel) => new(plan, await people.ListAsync(cancel));

    public PlanAnswer All() => new()
    {
        Mode = PlanWords.Of(_plan.Head.Mode), Version = _plan.Head.Version, ProjectStart = _plan.Schedule.Start, ProjectFinish = _plan.Count == 0 ? _plan.Head.Start : _plan.Schedule.Finish,
        DataDate = _plan.Head.DataDate, MinutesPerDay = _plan.Head.MinutesPerDay, NonWorking = DaysOff(_plan.Plan.Calendar),
        Items = [.. Enumerable.Range(0, _plan.Count).Select(Item)], Dependencies = [.. _plan.Rows.Links.Select(Of)], Outside = [.. _plan.Rows.Outside.Select(Of)],
    };

    public PlanItemAnswer Item(int row)
    {
        var item = _plan.Outline.Items[row];
        var dates = _plan.Schedule.At(row);
        var progress = _plan.Progress[row];
        var type = _plan.TypeOf(row);
        var answer = new PlanItemAnswer
        {
            Id = item.Id, Number = item.Number, Uid = item.Uid, Code = item.Code, Wbs = _plan.Outline.Codes[row], Parent = _plan.Outline.Parents[row] is >= 0 and var up ? _plan.Outline.Items[up].Id : null,
            Name = item.Name, Type = PlanWords.Of(type), State = progress.State, Column = type == ActivityType.Summary ? null : item.Column,
            Start = dates.Start, Finish = dates.Finish, EarlyStart = dates.EarlyStart, EarlyFinish = dates.EarlyFinish, LateStart = dates.LateStart, LateFinish = dates.LateFinish,
            TotalFloat = dates.TotalFloat, FreeFloat = dates.FreeFloat, Critical = dates.Critical,
            ActualStart = progress.ActualStart, ActualFinish = progress.ActualFinish, PercentComplete = progress.Percent,
            Remaining = type == ActivityType.Summary ? null : dates.Remaining, Duration = dates.Duration, Elapsed = item.Elapsed,
            Constraint = PlanWords.Of(item.Constraint), ConstraintDate = item.ConstraintDate, Deadline = item.Deadline,
            Calendar = item.Calendar is { } uid ? _calendars.GetValueOrDefault(uid) : null,
            Owner = item.Owner is { } owner ? new OwnerAnswer(owner, _names.GetValueOrDefault(owner, "")) : null, Due = item.Due,
            Priority = item.Priority is { } said ? Priorities.Word(said) : null, SignalRank = item.SignalRank,
            Baselines = item.Baselines.Count == 0 ? [] : [.. item.Baselines.Select(Of)], Recurring = item.Recurring, Recurrence = item.Recurrence is { } pattern ? pattern with { Calendar = item.Calendar is { } own ? _calendars.GetValueOrDefault(own) : null } : null,
            ByRule = item.Signal is not null, SignalId = item.Signal, Version = item.Version,
        };
        return type == ActivityType.Summary ? answer : Worked(answer, item, progress.Percent);
    }

    /// <summary>With who works on it and how far that work is.</summary>
    private PlanItemAnswer Worked(PlanItemAnswer answer, WorkItem item, double percent)
    {
        answer = answer with { TaskType = PlanWords.Of(item.TaskType), EffortDriven = item.EffortDriven, PercentKind = PlanWords.Of(item.PercentKind), PercentPhysical = item.PhysicalPercentComplete };
        if (!_assignments.Contains(item.Id)) return answer;
        Assignment[] rows = [.. _assignments[item.Id]];
        var (work, done) = (0L, 0.0);
        foreach (var row in rows.Where(Works))
        {
            var own = ItemWork.Of(item, row);
            (work, done) = (work + own, done + (row.ActualWork ?? own * percent / 100));
        }
        AssignmentAnswer[] named = [.. rows.Where(row => row.Resource != ItemWork.Nobody).Select(row => new AssignmentAnswer(row.Resource, _resources[row.Resource].Name, row.Units, Works(row) ? ItemWork.Of(item, row) : null, row.ActualWork))];
        return answer with
        {
            Resources = [.. named.Select(row => row.Name)], Assignments = named,
            Work = rows.Any(Works) ? work : null, PercentWork = work > 0 ? Math.Round(PercentComplete.Of(PercentKind.Work, 0, 0, (long)done, work - (long)done), 2) : null,
        };
    }

    private bool Works(Assignment row) => row.Resource == ItemWork.Nobody || _resources[row.Resource].Type == ResourceType.Work;

    public string? NameOf(AccountId? account) => account is { } id ? _names.GetValueOrDefault(id) : null;

    public static DependencyAnswer Of(Link link) => new(link.Id, link.From, link.To, PlanWords.Of(link.Type), link.Lag, PlanWords.Of(link.Unit)) { FromProject = link.FromProject };

    private static BaselineAnswer Of(PlanBaseline baseline) => new(baseline.Number, baseline.Start, baseline.Finish, baseline.Duration);

    public static NonWorking DaysOff(WorkCalendar calendar) => new(
        [.. calendar.Week.Index().Where(day => day.Item.Minutes == 0).Select(day => day.Index + 1)],
        [.. calendar.Exceptions.Where(day => day.Time.Minutes == 0).Select(day => day.Date)]);
}
