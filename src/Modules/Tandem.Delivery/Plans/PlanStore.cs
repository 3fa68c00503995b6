using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Plans;

/// <summary>Reads plans: from memory where the database still has that version, else from its rows. Where a past moment is looked at, as they were known then.</summary>
internal sealed class PlanStore(DeliveryDbContext db, PlanCache cache, ProgramPlans program, PlanAsOf asOf, ActorScope actor)
{
    /// <exception cref="ProblemException">404 where the workspace has no such project.</exception>
    public async Task<Project> ProjectAsync(ProjectId id, CancellationToken cancel) =>
        await db.Projects.AsNoTracking().FirstOrDefaultAsync(project => project.Id == id, cancel) ?? throw ProblemException.NotFound();

    /// <exception cref="ProblemException">404 where the workspace has no such project.</exception>
    public async Task<PlanSnapshot> LoadAsync(ProjectId id, CancellationToken cancel)
    {
        var plan = await CurrentAsync(id, cancel);
        return actor.AsOf is { } past ? await asOf.OfAsync(plan, await ProjectAsync(id, cancel), past, cancel) : plan;
    }

    private async Task<PlanSnapshot> CurrentAsync(ProjectId id, CancellationToken cancel)
    {
        while (true)
        {
            var stamp = await StampAsync(id, cancel) ?? throw ProblemException.NotFound();
            if (cache.Find(id, stamp) is { } known) return known;
            var rows = await program.ReadAsync(id, cancel);
            // somebody wrote between two of the reads: the rows may not belong together
            if (await StampAsync(id, cancel) != rows.Head.Stamp || rows.Head.Stamp != stamp) continue;
            var plans = await program.TogetherAsync(PlanSnapshot.Undated(rows), cancel);
            foreach (var plan in plans.Reverse()) cache.Put(plan);
            return plans[0];
        }
    }

    private Task<Guid?> StampAsync(ProjectId id, CancellationToken cancel) =>
        db.Plans.Where(plan => plan.Project == id).Select(plan => (Guid?)plan.Stamp).FirstOrDefaultAsync(cancel);
}
