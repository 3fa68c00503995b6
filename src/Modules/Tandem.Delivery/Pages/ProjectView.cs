using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>What every page of a project shows: the project, its plan, the product's day, and what the reader may do.</summary>
internal sealed record ProjectView(Project Project, PlanSnapshot Plan, DateOnly Today, bool IsPast, IReadOnlyDictionary<AccountId, string> Names, bool MayRun, Actor Reader)
{
    public string Href => $"/projects/{Project.Id}";

    /// <summary>An item's own owner may edit it, and whoever runs the project.</summary>
    public bool MayEdit(WorkItems.WorkItem item) =>
        !IsPast && Reader.May(Right.EditItem, Project.Id.Value, MayRun || item.Owner is { } owner && owner == Reader.Account);

    /// <summary>A duration of an item in its own unit.</summary>
    public string Length(WorkItems.WorkItem item, long minutes) => item.Elapsed ? Formats.Elapsed(minutes) : Formats.Duration(minutes, Plan.Head.MinutesPerDay);

    public string? NameOf(AccountId? account) => account is { } id ? Names.GetValueOrDefault(id) : null;

    /// <summary>Working days from one moment to another in the plan's calendar, rounded up; negative where the second is earlier.</summary>
    public int WorkingDays(DateTime from, DateTime to)
    {
        var minutes = Plan.Plan.Calendar.Between(from, to);
        return (int)Math.Ceiling(Math.Abs(minutes) / (double)Plan.Head.MinutesPerDay) * Math.Sign(minutes);
    }
}

/// <summary>Reads a project's view once a request.</summary>
internal sealed class ProjectReading(PlanStore plans, IPeople people, IProductClocks clocks, ActorScope actor)
{
    private readonly Dictionary<ProjectId, ProjectView> _read = [];

    /// <summary>Null where the workspace has no such project.</summary>
    public async Task<ProjectView?> FindAsync(string? id, CancellationToken cancel = default)
    {
        if (!Guid.TryParse(id, out var value)) return null;
        try
        {
            return await GetAsync(new ProjectId(value), cancel);
        }
        catch (ProblemException missing) when (missing.Status == 404)
        {
            return null;
        }
    }

    /// <exception cref="ProblemException">404 where the workspace has no such project.</exception>
    public async Task<ProjectView> GetAsync(ProjectId id, CancellationToken cancel = default)
    {
        if (_read.TryGetValue(id, out var known)) return known;
        var project = await plans.ProjectAsync(id, cancel);
        var clock = await clocks.GetAsync(project.Product, cancel);
        var names = (await people.ListAsync(cancel)).ToDictionary(person => person.Id, person => person.Name);
        var runs = !clock.IsPast && actor.Current.May(Right.RunProject, id.Value, project.IsRunBy(actor.Current.Account));
        return _read[id] = new ProjectView(project, await plans.LoadAsync(id, cancel), clock.Today, clock.IsPast, names, runs, actor.Current);
    }
}
