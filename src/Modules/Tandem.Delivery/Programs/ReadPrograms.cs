using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Programs;

/// <summary>Reads programs with the plans of their projects, and says who may run them.</summary>
internal sealed class ReadPrograms(DeliveryDbContext db, PlanStore plans, ActorScope actor)
{
    public Task<List<Program>> ListAsync(CancellationToken cancel) => db.Programs.AsNoTracking().OrderBy(program => program.Id).ToListAsync(cancel);

    public Task<List<ProgramMember>> MembersAsync(CancellationToken cancel) => db.ProgramMembers.AsNoTracking().OrderBy(member => member.Project).ToListAsync(cancel);

    /// <exception cref="ProblemException">404 where the workspace has no such program.</exception>
    public async Task<Program> FindAsync(ProgramId id, CancellationToken cancel) =>
        await db.Programs.AsNoTracking().FirstOrDefaultAsync(program => program.Id == id, cancel) ?? throw ProblemException.NotFound();

    /// <summary>A pmo runs all programs, a project manager those of their own.</summary>
    public bool MayRun(Program program) => actor.AsOf is null && actor.Current.May(Right.RunProject, program.Id.Value, program.IsRunBy(actor.Current.Account));

    public void RequireRun(Program program) => actor.Current.Require(Right.RunProject, program.Id.Value, program.IsRunBy(actor.Current.Account));

    /// <exception cref="ProblemException">404 where the workspace has no such program.</exception>
    public async Task<ProgramPicture> ReadAsync(ProgramId id, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, id.Value);
        var program = await FindAsync(id, cancel);
        var members = await db.ProgramMembers.Where(member => member.Program == id).Select(member => member.Project).ToListAsync(cancel);
        var projects = await db.Projects.AsNoTracking().Where(project => members.Contains(project.Id)).OrderBy(project => project.Id).ToListAsync(cancel);
        var rows = new List<ProgramProject>();
        foreach (var project in projects) rows.Add(new(project, await plans.LoadAsync(project.Id, cancel)));
        return new ProgramPicture(program, rows, await LinksAsync(members, cancel));
    }

    /// <summary>Links between plans with one end at least in one of these projects; those of what-if copies are none.</summary>
    private Task<List<Link>> LinksAsync(List<ProjectId> projects, CancellationToken cancel) => db.Links.AsNoTracking()
        .Where(link => link.FromProject != null && (projects.Contains(link.Project) || projects.Contains(link.FromProject!.Value))).OrderBy(link => link.Id).ToListAsync(cancel);

    /// <summary>Projects in no program yet.</summary>
    public async Task<List<Project>> FreeAsync(CancellationToken cancel)
    {
        var taken = (await MembersAsync(cancel)).Select(member => member.Project).ToHashSet();
        return [.. (await db.Projects.AsNoTracking().Where(project => project.ScenarioOf == null).OrderBy(project => project.Id).ToListAsync(cancel)).Where(project => !taken.Contains(project.Id))];
    }
}
