using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Baselines;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Imports;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Risks;
using Tandem.Delivery.WorkItems;

namespace Tandem.Delivery.WhatIfs;

/// <summary>
/// The rows of a what-if copy, all that levelling, simulation and earned value read among them. What links to other plans put on an item stays as a date:
/// those plans don't take part in the trial. What people said is not copied.
/// </summary>
internal sealed class CopiedRows
{
    private static readonly Func<object, object> Clone = typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    private readonly ProjectId _to;
    private readonly Dictionary<WorkItemId, WorkItemId> _ids;
    private readonly IReadOnlyList<(WorkItem Stored, WorkItem Copy)> _items;

    public CopiedRows(PlanSnapshot from, ProjectId to)
    {
        (_to, _ids) = (to, from.Rows.Items.ToDictionary(item => item.Id, _ => WorkItemId.New()));
        var rows = from.Rows;
        _items = [.. rows.Items.Select(item => (item, Item(from, item)))];
        Plan = new PlanRows(
            Copy(rows.Head, (nameof(PlanHead.Stamp), Guid.NewGuid()), (nameof(PlanHead.Version), 1L), (nameof(PlanHead.ImportedVersion), 1L)), [.. _items.Select(item => item.Copy)],
            [.. rows.Links.Where(link => _ids.ContainsKey(link.From) && _ids.ContainsKey(link.To)).Select(link => Copy(link, (nameof(Link.Id), DependencyId.New()), (nameof(Link.From), _ids[link.From]), (nameof(Link.To), _ids[link.To])))],
            [.. rows.Calendars.Select(row => Copy(row))], [.. rows.Resources.Select(row => Copy(row))], Of(rows.Assignments, row => row.Item));
    }

    public PlanRows Plan { get; }

    /// <summary>Reads what stands beside the plan, and writes all rows but the plan's head.</summary>
    public async Task<WhatIfStart> WriteAsync(DeliveryDbContext db, ProjectId of, CancellationToken cancel)
    {
        List<Risk> risks = [.. (await db.Risks.AsNoTracking().Where(row => row.Project == of).OrderBy(row => row.Number).ToListAsync(cancel))
            .Select(row => Copy(row, (nameof(Risk.Id), Guid.CreateVersion7()), (nameof(Risk.Impacts), Impacts(row)), (nameof(Risk.Version), 1L)))];
        List<Estimate> estimates = [.. (await db.Estimates.AsNoTracking().Where(row => row.Project == of).ToListAsync(cancel)).Where(row => _ids.ContainsKey(row.Item)).Select(row => Copy(row, (nameof(Estimate.Item), _ids[row.Item])))];
        await db.CopyManyAsync(_items, [nameof(WorkItem.Id), nameof(WorkItem.Parent), nameof(WorkItem.ExternalStart)],
            [nameof(WorkItem.Project), nameof(WorkItem.Signal), nameof(WorkItem.Rule), nameof(WorkItem.HoldsRuleWork), nameof(WorkItem.SignalRank), nameof(WorkItem.Version)], cancel);
        await db.InsertManyAsync(Plan.Links, cancel);
        await db.InsertManyAsync(Plan.Calendars, cancel);
        await db.InsertManyAsync(Plan.Resources, cancel);
        await db.InsertManyAsync(Plan.Assignments, cancel);
        await db.InsertManyAsync(risks, cancel);
        await db.InsertManyAsync(estimates, cancel);
        await db.InsertManyAsync([.. (await db.Baselines.AsNoTracking().Where(row => row.Project == of).ToListAsync(cancel)).Select(Copied)], cancel);
        await db.InsertManyAsync(Of(await db.Costs.AsNoTracking().Where(row => row.Project == of).ToListAsync(cancel), row => row.Item), cancel);
        await db.InsertManyAsync(Of(await db.Checklist.AsNoTracking().Where(row => row.Project == of).ToListAsync(cancel), row => row.Item), cancel);
        return new WhatIfStart(Plan, risks, estimates);
    }

    /// <summary>What rules asked for loses its signal: only the plan's own items answer to rules.</summary>
    private WorkItem Item(PlanSnapshot from, WorkItem item)
    {
        var copy = Copy(item, (nameof(WorkItem.Id), _ids[item.Id]), (nameof(WorkItem.Parent), item.Parent is { } up && _ids.TryGetValue(up, out var parent) ? parent : null),
            (nameof(WorkItem.Signal), null), (nameof(WorkItem.Rule), null), (nameof(WorkItem.HoldsRuleWork), false));
        (copy.SignalRank, copy.Version) = (null, 1);
        if (from.InProgram && from.Outline.Find(item.Id) is { } row && from.Schedule.At(row) is { Driver: Scheduling.DriverKind.External } dates) copy.ExternalStart = dates.Start;
        return copy;
    }

    private IReadOnlyList<RiskImpactRow> Impacts(Risk row) => [.. row.Impacts.Where(impact => _ids.ContainsKey(impact.Item)).Select(impact => impact with { Item = _ids[impact.Item] })];

    private Baseline Copied(Baseline row)
    {
        List<BaselineRow> rows = [.. row.Unpack().Where(kept => _ids.ContainsKey(kept.Item)).Select(kept => kept with { Item = _ids[kept.Item] })];
        return Copy(row, (nameof(Baseline.Id), Guid.CreateVersion7()), (nameof(Baseline.Items), rows.Count), (nameof(Baseline.Rows), Baseline.Pack(rows)));
    }

    private List<T> Of<T>(IReadOnlyCollection<T> rows, Func<T, WorkItemId> item) where T : class =>
        [.. rows.Where(row => _ids.ContainsKey(item(row))).Select(row => Copy(row, ("Id", Guid.CreateVersion7()), ("Item", _ids[item(row)])))];

    private T Copy<T>(T row, params ReadOnlySpan<(string Property, object? Value)> changes) where T : class
    {
        var copy = (T)Clone(row);
        typeof(T).GetProperty("Project")!.SetValue(copy, _to);
        foreach (var (property, value) in changes) typeof(T).GetProperty(property)!.SetValue(copy, value);
        return copy;
    }
}
