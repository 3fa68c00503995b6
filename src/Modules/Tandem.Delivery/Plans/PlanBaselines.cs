using System.Globalization;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Baselines;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Plans;

/// <summary>The baseline that a plan is drawn over. Those taken here never change: the last ones read are kept in memory.</summary>
internal sealed class PlanBaselines(ProjectBaselines baselines, BaselineCache cache, PlanStore plans)
{
    /// <param name="plan">Of which plan.</param>
    /// <param name="asked">A number, <c>none</c>, or nothing: then, of a what-if copy, the plan it was made from; else the first that the plan's file came with, else the one taken last.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="ProblemException">400 where the plan has no such baseline.</exception>
    public async Task<IReadOnlyDictionary<WorkItemId, BaselineRow>?> OfAsync(PlanSnapshot plan, string? asked, CancellationToken cancel)
    {
        if (asked == "none") return null;
        if (string.IsNullOrEmpty(asked)) return await UsualAsync(plan, cancel);
        var number = int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : throw ProblemException.Invalid("baseline", "bad_value", "baseline", asked);
        return await ReadAsync(plan, number, cancel) ?? throw ProblemException.Invalid("baseline", "bad_value", "baseline", asked);
    }

    private async Task<IReadOnlyDictionary<WorkItemId, BaselineRow>?> UsualAsync(PlanSnapshot plan, CancellationToken cancel)
    {
        if ((await plans.ProjectAsync(plan.Head.Project, cancel)).ScenarioOf is { } of) return Against(plan, await plans.LoadAsync(of, cancel));
        var number = plan.Outline.Items.SelectMany(item => item.Baselines).Select(row => (int?)row.Number).Min() ?? await baselines.LastAsync(plan.Head.Project, cancel);
        return number is { } known ? await ReadAsync(plan, known, cancel) : null;
    }

    /// <summary>A copy drawn over its plan: rows with the same number.</summary>
    private static Dictionary<WorkItemId, BaselineRow> Against(PlanSnapshot copy, PlanSnapshot plan)
    {
        var rows = new Dictionary<WorkItemId, BaselineRow>(copy.Count);
        foreach (var item in copy.Outline.Items)
            if (plan.RowOf(item.Number) is { } row && plan.Schedule.At(row) is var dates) rows[item.Id] = new BaselineRow(item.Id, dates.Start, dates.Finish, dates.Duration, 0, 0);
        return rows;
    }

    private async Task<IReadOnlyDictionary<WorkItemId, BaselineRow>?> ReadAsync(PlanSnapshot plan, int number, CancellationToken cancel)
    {
        if (cache.Find(plan.Head.Project, plan.Head.ImportedVersion, number) is { } kept) return kept;
        var rows = await baselines.ReadAsync(plan, number, cancel);
        if (rows is not null) cache.Put(plan.Head.Project, plan.Head.ImportedVersion, number, rows);
        return rows;
    }
}

/// <summary>Baselines in memory, a few; an import may bring others of the same number.</summary>
internal sealed class BaselineCache
{
    private const int Most = 8;
    private readonly Lock _lock = new();
    private readonly LinkedList<(ProjectId Project, long Imported, int Number, IReadOnlyDictionary<WorkItemId, BaselineRow> Rows)> _byUse = new();

    public IReadOnlyDictionary<WorkItemId, BaselineRow>? Find(ProjectId project, long imported, int number)
    {
        lock (_lock)
        {
            for (var node = _byUse.First; node is not null; node = node.Next)
            {
                if (node.Value.Project != project || node.Value.Imported != imported || node.Value.Number != number) continue;
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value.Rows;
            }
            return null;
        }
    }

    public void Put(ProjectId project, long imported, int number, IReadOnlyDictionary<WorkItemId, BaselineRow> rows)
    {
        lock (_lock)
        {
            _byUse.AddFirst((project, imported, number, rows));
            while (_byUse.Count > Most) _byUse.RemoveLast();
        }
    }
}
