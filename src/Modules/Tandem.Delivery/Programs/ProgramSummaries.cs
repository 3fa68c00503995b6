using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Programs;

/// <summary>How a program stands, as lists show it. Driver: the project that the chain to the finish ends in. Without dates: no plan has items, or they can't be scheduled as one.</summary>
internal sealed record ProgramSummary(int Projects, DateTime? Start, DateTime? Finish, ProjectId? Driver, int Links, int Late)
{
    public static ProgramSummary Of(ProgramAnswer answer) =>
        new(answer.Projects.Count, answer.Start, answer.Finish, answer.Path.Count == 0 ? null : answer.Path[^1].Item.Project, answer.Links.Count, answer.Links.Count(link => link.Late));
}

/// <summary>A program in a list. Product: of its first project.</summary>
internal sealed record ListedProgram(Program Program, ProgramSummary Summary, string? Driver, ProductId? Product);

/// <summary>Summaries in memory, one a program, each with the stamps of the plans that it was worked out from.</summary>
internal sealed class ProgramSummaryCache
{
    private readonly ConcurrentDictionary<ProgramId, (IReadOnlyList<(ProjectId, Guid)> Plans, ProgramSummary Summary)> _known = new();

    public ProgramSummary? Find(ProgramId program, IReadOnlyList<(ProjectId, Guid)> plans) => _known.TryGetValue(program, out var known) && known.Plans.SequenceEqual(plans) ? known.Summary : null;

    public void Put(ProgramId program, IReadOnlyList<(ProjectId, Guid)> plans, ProgramSummary summary) => _known[program] = (plans, summary);
}

/// <summary>How all programs stand: a program is scheduled only where one of its plans has been written since it last was. Links belong to plans, so their stamps tell of them too.</summary>
internal sealed class ProgramSummaries(DeliveryDbContext db, ReadPrograms programs, ProgramSummaryCache cache, ActorScope actor)
{
    public async Task<IReadOnlyList<ListedProgram>> ListAsync(CancellationToken cancel)
    {
        actor.Current.Require(Right.Read);
        var members = await (from member in db.ProgramMembers.AsNoTracking()
                             join plan in db.Plans.AsNoTracking() on member.Project equals plan.Project
                             join project in db.Projects.AsNoTracking() on member.Project equals project.Id
                             orderby member.Project
                             select new { member.Program, member.Project, plan.Stamp, project.Name, project.Product }).ToListAsync(cancel);
        var (of, listed) = (members.ToLookup(member => member.Program), new List<ListedProgram>());
        foreach (var program in await programs.ListAsync(cancel))
        {
            var own = of[program.Id].ToList();
            var summary = await SummaryAsync(program, [.. own.Select(member => (member.Project, member.Stamp))], cancel);
            listed.Add(new(program, summary, own.Find(member => member.Project == summary.Driver)?.Name, own.Count == 0 ? null : own[0].Product));
        }
        return listed;
    }

    /// <summary>Of a past moment nothing is kept.</summary>
    private async Task<ProgramSummary> SummaryAsync(Program program, IReadOnlyList<(ProjectId, Guid)> plans, CancellationToken cancel)
    {
        if (actor.AsOf is null && cache.Find(program.Id, plans) is { } known) return known;
        var summary = await WorkOutAsync(program, plans.Count, cancel);
        if (actor.AsOf is null) cache.Put(program.Id, plans, summary);
        return summary;
    }

    private async Task<ProgramSummary> WorkOutAsync(Program program, int projects, CancellationToken cancel)
    {
        try
        {
            return ProgramSummary.Of(new ProgramStanding(await programs.ReadAsync(program.Id, cancel)).Answer([]));
        }
        catch (ProblemException problem) when (problem.Code is "program_unscheduled" or "cycle")
        {
            return new(projects, null, null, null, 0, 0);
        }
    }
}
