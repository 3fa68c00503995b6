using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Samples;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;

namespace Tandem.Delivery.Samples;

/// <summary>
/// In the sample's past the project manager starts each item that a rule opened 5 working days after that and finishes it 10 working days later; every third is left
/// as it was. Marked "sample" in the audit.
/// </summary>
internal sealed class SampleWork(DeliveryDbContext db, PlanEditor editor, ItemProgress progress) : ISampleWeek
{
    private const int StartAfter = 5, FinishAfter = 10, LeftEvery = 3;

    public int Order => 20;

    public async Task RunAsync(SampleContext context, DateTime utc, CancellationToken cancel)
    {
        if (!await db.Items.AnyAsync(item => item.Project == context.Project && item.Signal != null && item.ActualFinish == null, cancel)) return;
        var now = ProjectClock.Wall(utc, (await db.Projects.AsNoTracking().SingleAsync(project => project.Id == context.Project, cancel)).Zone);
        await editor.EditAsync(context.Project, async scope =>
        {
            var opened = scope.Before.Rows.Items.Where(item => item.Signal is not null).OrderBy(item => item.Number).Index();
            foreach (var (at, row) in opened.Where(item => item.Index % LeftEvery != LeftEvery - 1 && item.Item is { IsDone: false, Inactive: false }))
                if (Due(scope.Before, row, now) is var (start, finish) && (start, finish) != row.ActualDates) await WorkAsync(scope, row, start, finish, cancel);
        }, cancel, EditLog.History);
    }

    /// <summary>The actual dates that an item has by now.</summary>
    private static (DateTime? Start, DateTime? Finish) Due(PlanSnapshot plan, WorkItem item, DateTime now)
    {
        var (calendar, day) = (plan.Plan.Calendar, plan.Head.MinutesPerDay);
        var start = calendar.NextWork(calendar.Add(item.ConstraintDate!.Value, StartAfter * day));
        var finish = calendar.Add(start, FinishAfter * day);
        return (start <= now ? start : null, finish <= now ? finish : null);
    }

    private async Task WorkAsync(EditScope scope, WorkItem row, DateTime? start, DateTime? finish, CancellationToken cancel)
    {
        var item = await scope.ItemAsync(row.Id, cancel);
        item.StartedAt(start);
        if (finish is not null) item.FinishedAt(finish);
        await progress.TellAsync(scope.Db, scope.Project, item, cancel);
    }
}
