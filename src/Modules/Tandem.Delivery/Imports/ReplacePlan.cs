using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Live;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>Writes an imported plan in the place of the one before, which goes to the archive.</summary>
internal sealed class ReplacePlan(DeliveryDbContext db, PlanCache cache, ProgramPlans program, IProductClocks clocks)
{
    public async Task RunAsync(ProductId product, PlanSnapshot before, ImportedRows rows, PlanSnapshot after, ImportReport report, CancellationToken cancel)
    {
        var project = rows.Plan.Head.Project;
        if (before.Head.Version > 1) db.Add(PlanArchive.Of(before, rows.Plan.Head.Version, (await clocks.GetAsync(product, cancel)).UtcNow));
        var gone = rows.Gone;
        await db.Items.Where(row => row.Project == project).ExecuteDeleteAsync(cancel);
        await db.Links.Where(row => row.Project == project && row.FromProject == null).ExecuteDeleteAsync(cancel);
        await db.Calendars.Where(row => row.Project == project).ExecuteDeleteAsync(cancel);
        await db.Resources.Where(row => row.Project == project).ExecuteDeleteAsync(cancel);
        await db.Assignments.Where(row => row.Project == project).ExecuteDeleteAsync(cancel);
        await db.Edits.Where(row => row.Project == project).ExecuteUpdateAsync(set => set.SetProperty(edit => edit.Undoable, false), cancel);
        foreach (var some in gone.Chunk(500))
        {
            await db.Checklist.Where(row => some.Contains(row.Item)).ExecuteDeleteAsync(cancel);
            await db.Comments.Where(row => some.Contains(row.Item)).ExecuteDeleteAsync(cancel);
            await db.Estimates.Where(row => some.Contains(row.Item)).ExecuteDeleteAsync(cancel);
        }
        foreach (var some in rows.Estimates.Chunk(500))
        {
            var items = some.Select(row => row.Item).ToList();
            await db.Estimates.Where(row => items.Contains(row.Item)).ExecuteDeleteAsync(cancel);
            await db.InsertManyAsync(some, cancel);
        }
        await db.InsertManyAsync(rows.Plan.Items, cancel);
        await db.InsertManyAsync(rows.Plan.Links, cancel);
        await db.InsertManyAsync(rows.Plan.Calendars, cancel);
        await db.InsertManyAsync(rows.Plan.Resources, cancel);
        await db.InsertManyAsync(rows.Plan.Assignments, cancel);
        if (before.InProgram)
        {
            var together = await program.TogetherAsync(PlanSnapshot.Undated(rows.Plan), cancel);
            await program.WriteAsync(together, before.Rows, cancel);
            after = together[0];
        }
        var head = await db.Plans.SingleAsync(plan => plan.Project == project, cancel);
        db.Entry(head).CurrentValues.SetValues(rows.Plan.Head);
        (head.Dates, head.Report) = (PlanDates.Write(after), JsonSerializer.Serialize(report, TandemJson.Options));
        db.Publish(new PlanRescheduled(project, head.Version, after.Count));
        cache.Put(after);
    }
}
