using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Pages;
using Tandem.Delivery.Plans;
using Tandem.Scheduling;
using Tandem.Scheduling.Programs;

namespace Tandem.Delivery.Programs;

/// <summary>How a program stands: read from its network.</summary>
internal sealed class ProgramStanding
{
    private readonly ProgramPicture _picture;
    private readonly ProgramSchedule? _network;
    private readonly Schedule?[] _dates;
    private readonly IReadOnlyList<ProgramStep> _path;
    private readonly HashSet<(int, int)> _driving;

    /// <exception cref="Kernel.Problems.ProblemException">409 <c>program_unscheduled</c> where the plans can't be scheduled as one.</exception>
    public ProgramStanding(ProgramPicture picture)
    {
        _picture = picture;
        _network = picture.Schedule();
        _dates = [.. picture.Projects.Select((project, at) => project.Plan.Count == 0 ? null : _network!.Of(at))];
        _path = _network?.Path() ?? [];
        _driving = [.. _path.Select(step => (step.Plan, step.Key))];
    }

    public ProgramAnswer Answer(IReadOnlyList<ProjectId> suggested)
    {
        var planned = _dates.OfType<Schedule>().ToList();
        return new(_picture.Program.Id, _picture.Program.Name, _picture.Program.Owner, _picture.Program.Version, planned.Count == 0 ? null : planned.Min(dates => dates.Start), planned.Count == 0 ? null : planned.Max(dates => dates.Finish),
            [.. _picture.Projects.Select((_, at) => Row(at)).OrderBy(row => row.Activities == 0).ThenBy(row => row.Start).ThenBy(row => row.Finish)], [.. _path.Select(Step)],
            [.. _picture.Ties.Select(Link).OrderByDescending(link => link.Late).ThenBy(link => link.Slack).ThenBy(link => link.Needed)], Milestones(), suggested);
    }

    private ProgramRow Row(int at)
    {
        var (project, plan) = _picture.Projects[at];
        var dates = _dates[at];
        return new(project.Id, project.Name, project.Manager, PlanTotals.Work(plan).Count(), dates?.Start ?? plan.Head.Start, dates?.Finish ?? plan.Head.Start, dates is null ? null : _network!.FloatOf(at),
            plan.Head.MinutesPerDay, _path.Any(step => step.Plan == at), PlanTotals.Percent(plan), plan.Head.Version);
    }

    private ProgramPathStep Step(ProgramStep step) => new(_picture.ItemOf(step.Plan, step.Key), step.Activity.Start, step.Activity.Finish, JsonNamingPolicy.SnakeCaseLower.ConvertName(step.Driver.ToString()));

    private ProgramLinkRow Link(ProgramTie tie)
    {
        var (from, to) = (_dates[tie.From.At]!.At(tie.From.Row), _dates[tie.To.At]!.At(tie.To.Row));
        var slack = _network!.SlackOf(tie.Between);
        var successor = _picture.Projects[tie.To.At].Plan.Outline.Items[tie.To.Row];
        var planned = successor.Baselines.FirstOrDefault(baseline => baseline.Number == 0)?.Start;
        var late = !to.Activity.IsStarted && (slack < 0 || slack == 0 && (planned < to.Start || to.TotalFloat < 0));
        return new(tie.Link.Id, Item(tie.From.At, tie.From.Row), Item(tie.To.At, tie.To.Row), PlanWords.Of(tie.Link.Type), tie.Link.Lag, PlanWords.Of(tie.Link.Unit),
            tie.Link.Type is LinkType.FinishStart or LinkType.FinishFinish ? from.Finish : from.Start, tie.Link.Type is LinkType.FinishStart or LinkType.StartStart ? to.Start : to.Finish, slack, late);
    }

    private List<ProgramMilestone> Milestones() => [.. _picture.Projects.Index().Where(project => _dates[project.Index] is not null).SelectMany(project => ItemStatus.Milestones(project.Item.Plan)
        .Select(row => (dates: _dates[project.Index]!.At(row), row)).Select(milestone => new ProgramMilestone(Item(project.Index, milestone.row), milestone.dates.Finish, milestone.dates.Activity.IsComplete, milestone.dates.TotalFloat,
            _driving.Contains((project.Index, milestone.dates.Key))))).OrderBy(milestone => milestone.At)];

    private ProgramItem Item(int at, int row) => _picture.ItemOf(at, _picture.Projects[at].Plan.Outline.Items[row].Number);
}
