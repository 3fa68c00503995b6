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
internal sealed class ReplacePlan(DeliveryDbContext db, PlanCache cache, ProgramPlans program, JoinPlans join, AwaitedLinks awaited, IProductClocks clocks)
{
    /// <summary>Takes those of a file's links from other projects out of it that lead from items which are here; of the others their dates stay.</summary>
    public async Task<(PlanFile File, IReadOnlyList<JoinedLink> Joined)> JoinAsync(ProjectId project, PlanFile file, CancellationToken cancel)
    {
        var joined = await join.FindAsync(project, file.ExternalLinks, cancel);
        if (file.ExternalLinks.Count == 0) return (file, joined);
        var left = file.ExternalLinks.Except(joined.Select(found => found.Link)).ToList();
        var tasks = file.Tasks.ToDictionary(task => task.Key);
        var warnings = file.Warnings.ToList();
        foreach (var found in joined)
        {
            var (to, from) = (Called(tasks[found.Link.To]), found.Link.Code ?? $"{found.Link.Uid}");
            var at = warnings.FindIndex(warning => warning.Code == "cross_project" && warning.Values is [var successor, var predecessor] && successor == to && predecessor == from);
            var told = new PlanWarning("cross_linked", at < 0 ? null : warnings[at].Line, at < 0 ? null : warnings[at].Field, [to, found.Name, found.ProjectName]);
            if (at < 0) warnings.Add(told);
            else warnings[at] = told;
        }
        return ((file with { ExternalLinks = left, Warnings = warnings }).WithHeldDates(), joined);
    }

    /// <summary>Joins what waited for this project.</summary>
    public Task ArrivedAsync(ProjectId project, CancellationToken cancel) => awaited.JoinAsync(project, cancel);

    private static string Called(PlanTask task) => task.Code ?? $"{task.Uid}";

    /// <summary>The imported plan with its dates, together with those that links tie to it.</summary>
    public async Task<PlanSnapshot> DatedAsync(ImportedRows rows, CancellationToken cancel) =>
        rows.Plan.Outside.Count == 0 ? PlanSnapshot.Of(rows.Plan) : (await program.TogetherAsync(PlanSnapshot.Undated(rows.Plan), cancel))[0];

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
        await db.InsertManyAsync(rows.Joined, cancel);
        await db.InsertManyAsync(rows.Plan.Calendars, cancel);
        await db.InsertManyAsync(rows.Plan.Resources, cancel);
        await db.InsertManyAsync(rows.Plan.Assignments, cancel);
        if (before.InProgram || rows.Joined.Count > 0)
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
