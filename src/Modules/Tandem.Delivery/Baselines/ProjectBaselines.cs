using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Plans;

namespace Tandem.Delivery.Baselines;

/// <summary>A baseline of a project, as lists name it. From the plan's file: no time, person or reason.</summary>
internal sealed record BaselineInfo(int Number, string? Name, string? Reason, DateTime? TakenAt, string? TakenBy, int Items);

/// <summary>The baselines of a project: those its file came with and those taken here.</summary>
internal sealed class ProjectBaselines(DeliveryDbContext db)
{
    /// <summary>Of plans that never had one: what is planned now.</summary>
    public const int None = -1;

    public async Task<IReadOnlyList<BaselineInfo>> ListAsync(PlanSnapshot plan, CancellationToken cancel)
    {
        var project = plan.Head.Project;
        var taken = await db.Baselines.AsNoTracking().Where(row => row.Project == project).OrderBy(row => row.Number)
            .Select(row => new BaselineInfo(row.Number, row.Name, row.Reason, row.TakenAt, row.TakenBy, row.Items)).ToListAsync(cancel);
        var ofFile = plan.Outline.Items.SelectMany(item => item.Baselines).GroupBy(row => row.Number).OrderBy(rows => rows.Key).Select(rows => new BaselineInfo(rows.Key, null, null, null, null, rows.Count()));
        return [.. ofFile, .. taken];
    }

    /// <summary>The rows of a baseline by item; null where there is no such one.</summary>
    public async Task<IReadOnlyDictionary<WorkItemId, BaselineRow>?> ReadAsync(PlanSnapshot plan, int number, CancellationToken cancel)
    {
        var project = plan.Head.Project;
        var taken = await db.Baselines.AsNoTracking().FirstOrDefaultAsync(row => row.Project == project && row.Number == number, cancel);
        if (taken is not null) return taken.Unpack().ToDictionary(row => row.Item);
        var rows = OfFile(plan, number).ToDictionary(row => row.Item);
        return rows.Count > 0 ? rows : null;
    }

    /// <summary>Number of the baseline taken last; null where none was.</summary>
    public async Task<int?> LastAsync(ProjectId project, CancellationToken cancel) =>
        await db.Baselines.Where(row => row.Project == project).MaxAsync(row => (int?)row.Number, cancel);

    public static BaselineInfo Of(Baseline row) => new(row.Number, row.Name, row.Reason, row.TakenAt, row.TakenBy, row.Items);

    /// <summary>A file's baseline may hold dates without cost: then the plan's own cost stands in.</summary>
    private static IEnumerable<BaselineRow> OfFile(PlanSnapshot plan, int number)
    {
        var costs = new PlanCosts(plan);
        for (var row = 0; row < plan.Count; row++)
        {
            var item = plan.Outline.Items[row];
            if (item.Baselines.FirstOrDefault(b => b.Number == number) is not { Start: { } start, Finish: { } finish } stored || plan.Outline.HasChildren(row)) continue;
            var cost = stored.Cost is { } known and not 0 ? (known, 0m, 0m) : costs.Planned(row);
            yield return new BaselineRow(item.Id, start, finish, stored.Duration ?? item.Duration, stored.Work ?? costs.Work(row), cost.Item1, cost.Item2, cost.Item3);
        }
    }
}
