using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>An item that a file has waiting for one of a project which was not here when the file came.</summary>
internal sealed record AwaitedLink(WorkItemId Item, ExternalLink Link);

/// <summary>Links what earlier imports have waiting for a project that has come now; the date that stood for it goes. A link that would close a loop stays a date.</summary>
internal sealed class AwaitedLinks(DeliveryDbContext db, JoinPlans join, PlanEditor editor, ActorScope actor)
{
    public async Task JoinAsync(ProjectId arrived, CancellationToken cancel)
    {
        const string some = "\"awaited\":[{";
        var waiting = await db.Plans.AsNoTracking().Where(plan => plan.Project != arrived && plan.Report!.Contains(some)).Select(plan => new { plan.Project, plan.Report }).ToListAsync(cancel);
        foreach (var plan in waiting)
        {
            var report = JsonSerializer.Deserialize<ImportReport>(plan.Report!, TandemJson.Options)!;
            var found = (await join.FindAsync(plan.Project, [.. report.Awaited.Select(awaited => awaited.Link)], cancel)).Where(one => one.Project == arrived).ToList();
            var here = report.Awaited.Where(awaited => found.Exists(one => one.Link == awaited.Link)).ToList();
            if (here.Count > 0) await JoinAsync(plan.Project, report with { Awaited = [.. report.Awaited.Except(here)] }, [.. here.Select(awaited => (awaited, found.Find(one => one.Link == awaited.Link)!))], cancel);
        }
    }

    private async Task JoinAsync(ProjectId project, ImportReport report, List<(AwaitedLink Awaited, JoinedLink Found)> links, CancellationToken cancel)
    {
        var owner = await db.Projects.AsNoTracking().FirstAsync(row => row.Id == project, cancel);
        if (!actor.Current.May(Right.RunProject, project.Value, owner.IsRunBy(actor.Current.Account))) return;
        try
        {
            await editor.EditAsync(project, async scope =>
            {
                scope.NotByPerson();
                foreach (var (awaited, found) in links.Where(link => scope.Before.Outline.Find(link.Awaited.Item) is not null))
                {
                    var item = await scope.ItemAsync(awaited.Item, cancel);
                    if (awaited.Link.BoundsFinish && item.ExternalEarlyFinish == awaited.Link.Held) item.ExternalEarlyFinish = null;
                    else if (!awaited.Link.BoundsFinish && item.ExternalStart == awaited.Link.Held) item.ExternalStart = null;
                    if (scope.Before.Rows.Outside.Any(link => link.From == found.From && link.To == item.Id)) continue;
                    db.Add(new Link
                    {
                        Id = DependencyId.New(), Workspace = scope.Project.Workspace, Project = project, FromProject = found.Project, From = found.From, To = item.Id, Type = awaited.Link.Type, Lag = awaited.Link.Lag, Unit = awaited.Link.Unit,
                    });
                }
            }, cancel, EditLog.History);
            var text = JsonSerializer.Serialize(report, TandemJson.Options);
            await db.Plans.Where(plan => plan.Project == project).ExecuteUpdateAsync(set => set.SetProperty(plan => plan.Report, text), cancel);
        }
        catch (ProblemException loop) when (loop.Code == "cycle")
        {
            db.ChangeTracker.Clear();
        }
    }
}
