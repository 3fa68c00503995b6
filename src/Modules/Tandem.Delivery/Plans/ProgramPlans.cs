using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Kernel.Live;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;
using Tandem.Scheduling.Programs;

namespace Tandem.Delivery.Plans;

/// <summary>
/// Plans that links tie together: read, scheduled as one network, and the dates of those that an edit of another moved written. A plan without such links is
/// scheduled alone.
/// </summary>
internal sealed class ProgramPlans(DeliveryDbContext db, PlanCache cache, LiveHub live)
{
    /// <summary>The plan with its dates, first, and every plan that links tie to it, directly or through others.</summary>
    /// <exception cref="ProblemException">409 <c>cycle</c> naming the members in order.</exception>
    public async Task<IReadOnlyList<PlanSnapshot>> TogetherAsync(PlanSnapshot own, CancellationToken cancel)
    {
        var project = own.Head.Project;
        var removed = db.ChangeTracker.Entries<Link>().Where(entry => entry.State == EntityState.Deleted).Select(entry => entry.Entity.Id).ToHashSet();
        var others = await db.Links.AsNoTracking().Where(link => link.FromProject != null && link.Project != project).ToListAsync(cancel);
        List<Link> links = [.. own.Rows.Outside, .. others.Where(link => !removed.Contains(link.Id))];
        var members = Reached(project, links);
        if (members.Count == 1) return [PlanSnapshot.Of(own.Rows)];
        List<PlanSnapshot> plans = [own];
        foreach (var other in members.Skip(1)) plans.Add(await OtherAsync(other, cancel));
        return Schedule(plans, [.. links.Where(link => members.Contains(link.Project))]);
    }

    /// <summary>Writes the dates of the plans that came out together with an edited one, which is first, where they moved; and of those that its edit let go.</summary>
    public async Task<IReadOnlyList<MovedItem>> WriteAsync(IReadOnlyList<PlanSnapshot> together, PlanRows before, CancellationToken cancel)
    {
        var moved = await WriteAsync(together.Skip(1), cancel);
        foreach (var left in before.Outside.Select(link => link.FromProject!.Value).Distinct().Where(other => together.All(plan => plan.Head.Project != other)))
        {
            moved.AddRange(await WriteAsync(await TogetherAsync(await OtherAsync(left, cancel), cancel), cancel));
        }
        return moved;
    }

    private async Task<List<MovedItem>> WriteAsync(IEnumerable<PlanSnapshot> plans, CancellationToken cancel)
    {
        var all = new List<MovedItem>();
        foreach (var plan in plans)
        {
            var before = cache.Find(plan.Head.Project, plan.Head.Stamp);
            var moved = before?.Schedule is null ? [.. Enumerable.Range(0, plan.Count).Select(row => MovedItem.Of(plan, row))] : MovedItem.Between(before, plan);
            if (moved.Count == 0 && before!.InProgram == plan.InProgram) continue;
            all.AddRange(moved);
            await StoreAsync(plan, moved.Count, cancel);
        }
        return all;
    }

    private async Task StoreAsync(PlanSnapshot plan, int moved, CancellationToken cancel)
    {
        var (head, project) = (plan.Head.Next(), plan.Head.Project);
        if (!plan.Head.IsEdited) head.ImportedVersion = head.Version;
        var after = plan.With(head, plan.Schedule, plan.InProgram);
        var dates = PlanDates.Write(after);
        await db.Plans.Where(row => row.Project == project).ExecuteUpdateAsync(set => set.SetProperty(row => row.Version, head.Version).SetProperty(row => row.Stamp, head.Stamp)
            .SetProperty(row => row.ImportedVersion, head.ImportedVersion).SetProperty(row => row.Dates, dates), cancel);
        db.Publish(new PlanRescheduled(project, head.Version, moved));
        cache.Put(after);
        Tell(project, head.Version);
    }

    /// <summary>Tells open pages of a plan's new version, once it is committed: who reads then finds it.</summary>
    public void Tell(ProjectId project, long version) => db.OnCommit(() => live.Publish(db.CurrentWorkspace, new LiveChange("plan", project.ToString(), version)));

    private async Task<PlanSnapshot> OtherAsync(ProjectId id, CancellationToken cancel)
    {
        var stamp = await db.Plans.Where(plan => plan.Project == id).Select(plan => plan.Stamp).FirstAsync(cancel);
        return cache.Find(id, stamp) ?? PlanSnapshot.Undated(await ReadAsync(id, cancel));
    }

    private static List<ProjectId> Reached(ProjectId first, List<Link> links)
    {
        List<ProjectId> members = [first];
        for (var at = 0; at < members.Count; at++)
        {
            foreach (var link in links)
            {
                if (link.Project == members[at] && !members.Contains(link.FromProject!.Value)) members.Add(link.FromProject.Value);
                if (link.FromProject == members[at] && !members.Contains(link.Project)) members.Add(link.Project);
            }
        }
        return members;
    }

    private static IReadOnlyList<PlanSnapshot> Schedule(IReadOnlyList<PlanSnapshot> plans, IReadOnlyList<Link> links)
    {
        var network = new ProgramNetwork([.. plans.Select((plan, at) => new ProgramPart(at, plan.Plan))], [.. links.Select(link => LinkOf(plans, link)).OfType<ProgramLink>()]);
        try
        {
            var schedule = Scheduling.Schedule.Compute(network.Plan);
            return [.. plans.Select((plan, at) => plan.With(plan.Head, network.Of(at, schedule), true))];
        }
        catch (PlanCycleException cycle)
        {
            throw Cycle(plans, network, cycle.Members);
        }
    }

    private static ProgramLink? LinkOf(IReadOnlyList<PlanSnapshot> plans, Link link) =>
        End(plans, link.FromProject!.Value, link.From) is { } from && End(plans, link.Project, link.To) is { } to ? new ProgramLink(from, to, link.Type, link.Lag, link.Unit) : null;

    private static (int Plan, int Activity)? End(IReadOnlyList<PlanSnapshot> plans, ProjectId project, WorkItemId item)
    {
        var at = plans.Index().First(plan => plan.Item.Head.Project == project).Index;
        return plans[at].Outline.Find(item) is { } row ? (at, plans[at].Outline.Items[row].Number) : null;
    }

    private static ProblemException Cycle(IReadOnlyList<PlanSnapshot> plans, ProgramNetwork network, IReadOnlyList<int> keys)
    {
        var items = plans.SelectMany((plan, at) => plan.Outline.Items.Select(item => (Key: network.KeyOf(at, item.Number), Item: item))).ToDictionary(pair => pair.Key, pair => pair.Item);
        return ProblemOf([.. keys.Where(items.ContainsKey).Select(key => items[key])]);
    }

    /// <summary>The refusal of a loop, naming its items in order.</summary>
    public static ProblemException ProblemOf(IReadOnlyList<WorkItems.WorkItem> members) => new(409, "cycle", "from", string.Join(" → ", members.Select(item => item.Name).Append(members[0].Name)))
    {
        More = { ["members"] = members.Select(item => new { item.Id, item.Uid, item.Code, item.Name }).ToList() },
    };

    /// <summary>A plan's rows as they stand.</summary>
    public async Task<PlanRows> ReadAsync(ProjectId id, CancellationToken cancel)
    {
        var head = await db.Plans.AsNoTracking().FirstAsync(plan => plan.Project == id, cancel);
        (head.Dates, head.Report) = ([], null);
        var links = await db.Links.AsNoTracking().Where(row => row.Project == id).OrderBy(row => row.Id).ToListAsync(cancel);
        return new PlanRows(head,
            await db.Items.AsNoTracking().Where(row => row.Project == id).ToListAsync(cancel),
            [.. links.Where(row => row.FromProject is null)],
            await db.Calendars.AsNoTracking().Where(row => row.Project == id).ToListAsync(cancel),
            await db.Resources.AsNoTracking().Where(row => row.Project == id).ToListAsync(cancel),
            await db.Assignments.AsNoTracking().Where(row => row.Project == id).ToListAsync(cancel))
        {
            Outside = [.. links.Where(row => row.FromProject is not null)],
        };
    }
}
