using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Delivery.Baselines;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.Costs;

/// <summary>A point of the S-curve: planned, earned and actual cost, and the forecast of the cost from the status date on. Null where it isn't known.</summary>
internal sealed record ValuePoint(DateOnly Date, decimal Planned, decimal? Earned, decimal? Actual, decimal? Forecast);

/// <summary>Earned value of a project at a status date against a baseline (<see cref="ProjectBaselines.None"/>: the plan itself).</summary>
internal sealed record ValueOfProject(int Baseline, DateTime Status, string? Currency, EarnedValueReport Report, EarnedSchedule Time, IReadOnlyList<ValuePoint> Curve);

/// <summary>Brings baseline, progress and cost of a project together.</summary>
internal sealed class ProjectValue(DeliveryDbContext db, ProjectBaselines baselines, IProducts products)
{
    /// <param name="project">Whose.</param>
    /// <param name="plan">Its plan.</param>
    /// <param name="number">Which baseline; null: the last taken, else the file's first, else the plan itself.</param>
    /// <param name="status">The status date; null: the data date, else <paramref name="now"/>.</param>
    /// <param name="now">The product's wall clock.</param>
    /// <param name="cancel">Stops reading.</param>
    public async Task<ValueOfProject> OfAsync(Project project, PlanSnapshot plan, int? number, DateTime? status, DateTime now, CancellationToken cancel)
    {
        var known = await baselines.ListAsync(plan, cancel);
        var chosen = number ?? (known.LastOrDefault(b => b.TakenAt is not null) ?? known.FirstOrDefault())?.Number ?? ProjectBaselines.None;
        var rows = chosen == ProjectBaselines.None ? null : await baselines.ReadAsync(plan, chosen, cancel) ?? throw ProblemException.Invalid("baseline", "bad_value", "baseline", chosen);
        var at = status ?? plan.Head.DataDate ?? now;
        var spent = (await db.Costs.AsNoTracking().Where(row => row.Project == project.Id).ToListAsync(cancel)).ToLookup(row => row.Item);
        var lines = new ValueLines(plan, rows, spent, at).All();
        var report = new EarnedValueReport(lines, at);
        var span = Span(plan, lines);
        var time = EarnedSchedule.Of(when => report.Curve([when])[0].PlannedValue, report.Total.EarnedValue, span, at, plan.Plan.Calendar);
        return new(chosen, at, (await products.FindAsync(project.Product, cancel))?.Currency, report, time, ValueCurve.Of(plan, report, lines, span));
    }

    private static (DateTime Start, DateTime Finish) Span(PlanSnapshot plan, IReadOnlyList<CostLine> lines)
    {
        var spreads = lines.SelectMany(line => line.Planned).ToList();
        return spreads.Count == 0 ? (plan.Schedule.Start, plan.Schedule.Finish) : (spreads.Min(s => s.Start), spreads.Max(s => s.Finish));
    }
}
