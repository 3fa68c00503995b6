using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Risks;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.WhatIfs;

/// <summary>What comes of a what-if copy: told against the plan, brought into it as one edit that undo takes back, or thrown away.</summary>
internal sealed class UseWhatIf(DeliveryDbContext db, PlanStore plans, PlanEditor editor, ItemProgress progress, IPeople people, ActorScope actor)
{
    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/projects/{projectId}/what-ifs/{whatIfId}";
        app.MapGet(path + "/difference", async (ProjectId projectId, ProjectId whatIfId, UseWhatIf use, CancellationToken cancel) => await use.DifferenceAsync(projectId, whatIfId, cancel)).WithTags("What-ifs");
        app.MapPost(path + "/apply", async (ProjectId projectId, ProjectId whatIfId, bool? force, UseWhatIf use, CancellationToken cancel) => await use.ApplyAsync(projectId, whatIfId, force == true, cancel)).WithTags("What-ifs");
        app.MapDelete(path, async (ProjectId projectId, ProjectId whatIfId, UseWhatIf use, CancellationToken cancel) =>
        {
            await use.DiscardAsync(projectId, whatIfId, cancel);
            return TypedResults.NoContent();
        }).WithTags("What-ifs");
    }

    /// <exception cref="ProblemException">404 where the project has no such copy.</exception>
    public async Task<DifferenceAnswer> DifferenceAsync(ProjectId of, ProjectId id, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, of.Value);
        var (plan, assignments, risks) = await CompareAsync(await FindAsync(of, id, cancel), await plans.LoadAsync(of, cancel), cancel);
        return plan.Answer(assignments, risks);
    }

    /// <summary>
    /// Brings what was done in the copy into the plan and throws the copy away: edits of the plan, of its assignments, risks and estimates. Costs entered and baselines taken
    /// in the copy were part of the trial and go with it.
    /// </summary>
    /// <exception cref="ProblemException">409 naming the items that the plan's people edited too, unless forced: then the copy's values win.</exception>
    public async Task<EditAnswer> ApplyAsync(ProjectId of, ProjectId id, bool force, CancellationToken cancel)
    {
        var result = await editor.EditAsync(of, async scope =>
        {
            actor.Current.Require(Right.RunProject, of.Value, scope.Project.IsRunBy(actor.Current.Account));
            // found and thrown away in the edit's transaction: nobody brings the same copy in twice
            var copy = await FindAsync(of, id, cancel);
            var (difference, assignments, risks) = await CompareAsync(copy, scope.Before, cancel);
            var names = difference.ConflictsWith(assignments, risks);
            if (names.Count > 0 && !force) throw new ProblemException(409, "what_if_conflict", null, string.Join(", ", names.Take(5))) { More = { ["conflicts"] = names } };
            var ids = await BringAsync(scope, difference, cancel);
            await BringAsync(of, assignments, risks, ids, cancel);
            await DiscardAsync(of, id, cancel);
        }, cancel);
        return await EditAnswer.OfAsync(result, null, people, cancel);
    }

    public Task DiscardAsync(ProjectId of, ProjectId id, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var project = await plans.ProjectAsync(of, cancel);
        actor.Current.Require(Right.RunProject, of.Value, project.IsRunBy(actor.Current.Account));
        db.Remove(await FindAsync(of, id, cancel));
        db.Remove(await db.Projects.SingleAsync(row => row.Id == id, cancel));
        db.Remove(await db.Plans.SingleAsync(row => row.Project == id, cancel));
        await db.Items.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Links.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Calendars.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Resources.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Assignments.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Checklist.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Comments.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Edits.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Preferences.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Risks.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Estimates.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Simulations.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Baselines.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Costs.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
        await db.Archives.Where(row => row.Project == id).ExecuteDeleteAsync(cancel);
    }, cancel);

    private async Task<WhatIf> FindAsync(ProjectId of, ProjectId id, CancellationToken cancel) =>
        await db.WhatIfs.FirstOrDefaultAsync(copy => copy.Project == id && copy.Of == of, cancel) ?? throw ProblemException.NotFound();

    private async Task<(PlanDifference Plan, AssignmentDifference Assignments, RiskDifference Risks)> CompareAsync(WhatIf copy, PlanSnapshot plan, CancellationToken cancel)
    {
        var start = WhatIfStart.Unpack(copy.Rows);
        var difference = new PlanDifference(db.Model, copy, start.Plan, await plans.LoadAsync(copy.Project, cancel), plan);
        return (difference, new AssignmentDifference(difference, start.Plan), new RiskDifference(difference, start, await RisksAsync(copy.Project, cancel), await RisksAsync(copy.Of, cancel)));
    }

    private async Task<(IReadOnlyList<Risk> Risks, IReadOnlyList<Estimate> Estimates)> RisksAsync(ProjectId project, CancellationToken cancel) =>
        (await db.Risks.AsNoTracking().Where(row => row.Project == project).OrderBy(row => row.Number).ToListAsync(cancel), await db.Estimates.AsNoTracking().Where(row => row.Project == project).ToListAsync(cancel));

    private async Task BringAsync(ProjectId project, AssignmentDifference assignments, RiskDifference risks, Dictionary<int, WorkItemId> ids, CancellationToken cancel)
    {
        var items = assignments.Items.Where(ids.ContainsKey).Select(number => ids[number]).ToList();
        if (items.Count > 0) assignments.Bring(await db.Assignments.Where(row => row.Project == project && items.Contains(row.Item)).ToListAsync(cancel), db, ids);
        risks.BringRisks(await db.Risks.Where(row => row.Project == project).ToListAsync(cancel), row => db.Add(row), ids, project, editor.UtcNow);
        var estimates = await db.Estimates.Where(row => row.Project == project).ToDictionaryAsync(row => row.Item, cancel);
        foreach (var (number, change) in risks.Estimates)
        {
            if (!ids.TryGetValue(number, out var item)) continue;
            var row = estimates.GetValueOrDefault(item);
            if (change.Copy is not { } values)
            {
                if (row is not null) db.Remove(row);
                continue;
            }
            if (row is null) db.Add(row = new Estimate { Item = item, Workspace = db.CurrentWorkspace, Project = project });
            (row.Kind, row.Low, row.Likely, row.High) = (values.Kind, values.Low, values.Likely, values.High);
        }
    }

    /// <returns>The plan's items by number; those made in the copy by their number there.</returns>
    private async Task<Dictionary<int, WorkItemId>> BringAsync(EditScope scope, PlanDifference difference, CancellationToken cancel)
    {
        var ids = scope.Before.Rows.Items.ToDictionary(item => item.Number, item => item.Id);
        foreach (var added in difference.Added) ids[added.Number] = WorkItemId.New();
        foreach (var added in difference.Added) db.Add(Again(scope, difference, added, ids));
        var changed = difference.Changed.Where(row => difference.InPlan(row.Item.Number) is not null).ToList();
        var tracked = (await scope.ItemsAsync([.. changed.Select(row => ids[row.Item.Number])], cancel)).ToDictionary(item => item.Number);
        foreach (var (copy, fields) in changed)
        {
            var (item, before) = (tracked[copy.Number], tracked[copy.Number].ActualDates);
            foreach (var field in fields) db.Entry(item).Property(field.Name).CurrentValue = field.PropertyInfo!.GetValue(copy);
            if (difference.LeftoverChanged(copy)) item.FileExtra = copy.FileExtra;
            if (difference.ParentChanged(copy)) item.Parent = difference.ParentOf(copy) is { } up ? ids[up] : null;
            if (item.ActualDates != before) await progress.TellAsync(db, scope.Project, item, cancel);
        }
        foreach (var item in difference.Removed)
        {
            var row = scope.Before.Outline.Find(item.Id)!.Value;
            foreach (var gone in await DeleteItem.RemoveAsync(scope, row, cancel, alone: true)) await progress.TellRemovedAsync(db, scope.Project, gone, cancel);
        }
        await LinkAsync(scope, difference, ids, cancel);
        return ids;
    }

    /// <summary>An item of the copy as one of the plan's, with a number of its own.</summary>
    private WorkItem Again(EditScope scope, PlanDifference difference, WorkItem added, Dictionary<int, WorkItemId> ids)
    {
        var values = db.Entry(added).CurrentValues.Clone();
        values[nameof(WorkItem.Id)] = ids[added.Number];
        values[nameof(WorkItem.Project)] = scope.Project.Id;
        values[nameof(WorkItem.Number)] = scope.NextNumber();
        values[nameof(WorkItem.Parent)] = difference.ParentOf(added) is { } up ? ids[up] : null;
        values[nameof(WorkItem.MadeAt)] = editor.UtcNow;
        values[nameof(WorkItem.Version)] = 1L;
        return (WorkItem)values.ToObject();
    }

    private async Task LinkAsync(EditScope scope, PlanDifference difference, Dictionary<int, WorkItemId> ids, CancellationToken cancel)
    {
        var project = scope.Project.Id;
        foreach (var (kind, fromNumber, toNumber, link) in difference.Links)
        {
            if (!ids.TryGetValue(fromNumber, out var from) || !ids.TryGetValue(toNumber, out var to)) continue;
            var now = await db.Links.FirstOrDefaultAsync(row => row.Project == project && row.From == from && row.To == to && row.Type == link.Type, cancel);
            if (now is not null && kind == "removed") db.Remove(now);
            else if (now is not null) (now.Lag, now.Unit) = (link.Lag, link.Unit);
            else if (kind != "removed") db.Add(new Link { Id = DependencyId.New(), Workspace = scope.Project.Workspace, Project = project, From = from, To = to, Type = link.Type, Lag = link.Lag, Unit = link.Unit, LagFormat = link.LagFormat });
        }
    }
}
