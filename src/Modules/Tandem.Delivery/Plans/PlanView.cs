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
    private readonly ILookup<WorkItemId, string> _resources;

    private PlanView(PlanSnapshot plan, IEnumerable<AccountInfo> people)
    {
        _plan = plan;
        _names = people.ToDictionary(person => person.Id, person => person.Name);
        _calendars = plan.Rows.Calendars.ToDictionary(row => row.Uid, row => row.Definition.Name);
        var named = plan.Rows.Resources.ToDictionary(resource => resource.Uid, resource => resource.Name);
        _resources = plan.Rows.Assignments.Where(row => named.ContainsKey(row.Resource)).ToLookup(row => row.Item, row => named[row.Resource]);
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
        return new PlanItemAnswer
        {
            Id = item.Id, Number = item.Number, Uid = item.Uid, Code = item.Code, Wbs = _plan.Outline.Codes[row], Parent = _plan.Outline.Parents[row] is >= 0 and var up ? _plan.Outline.Items[up].Id : null,
            Name = item.Name, Type = PlanWords.Of(type), State = progress.State,
            Start = dates.Start, Finish = dates.Finish, EarlyStart = dates.EarlyStart, EarlyFinish = dates.EarlyFinish, LateStart = dates.LateStart, LateFinish = dates.LateFinish,
            TotalFloat = dates.TotalFloat, FreeFloat = dates.FreeFloat, Critical = dates.Critical,
            ActualStart = progress.ActualStart, ActualFinish = progress.ActualFinish, PercentComplete = progress.Percent,
            Remaining = type == ActivityType.Summary ? null : dates.Remaining, Duration = dates.Duration, Elapsed = item.Elapsed,
            Constraint = PlanWords.Of(item.Constraint), ConstraintDate = item.ConstraintDate, Deadline = item.Deadline,
            Calendar = item.Calendar is { } uid ? _calendars.GetValueOrDefault(uid) : null,
            Owner = item.Owner is { } owner ? new OwnerAnswer(owner, _names.GetValueOrDefault(owner, "")) : null, Due = item.Due,
            Priority = item.Priority is { } said ? Priorities.Word(said) : null, SignalRank = item.SignalRank,
            Baselines = item.Baselines.Count == 0 ? [] : [.. item.Baselines.Select(Of)], Resources = _resources.Contains(item.Id) ? [.. _resources[item.Id]] : [],
            ByRule = item.Signal is not null, SignalId = item.Signal, Version = item.Version,
        };
    }

    public string? NameOf(AccountId? account) => account is { } id ? _names.GetValueOrDefault(id) : null;

    public static DependencyAnswer Of(Link link) => new(link.Id, link.From, link.To, PlanWords.Of(link.Type), link.Lag, PlanWords.Of(link.Unit)) { FromProject = link.FromProject };

    private static BaselineAnswer Of(PlanBaseline baseline) => new(baseline.Number, baseline.Start, baseline.Finish, baseline.Duration);

    public static NonWorking DaysOff(WorkCalendar calendar) => new(
        [.. calendar.Week.Index().Where(day => day.Item.Minutes == 0).Select(day => day.Index + 1)],
        [.. calendar.Exceptions.Where(day => day.Time.Minutes == 0).Select(day => day.Date)]);
}
