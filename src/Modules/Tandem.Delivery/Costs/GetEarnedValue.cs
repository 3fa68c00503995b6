using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.Costs;

/// <summary>Earned value of a project: every node of its WBS, the three estimates at completion, earned schedule and the S-curve.</summary>
internal static class GetEarnedValue
{
    /// <summary>Money as decimal text in major units, ratios as numbers; null where a divisor is zero.</summary>
    internal sealed record Measures(string Pv, string Ev, string Ac, string Bac, string Cv, string Sv, double? Cpi, double? Spi, string? EacByCpi, string EacByBudget, string? EacByCpiAndSpi, string? Etc, string? Vac, double? Tcpi, double? TcpiEac);

    internal sealed record Row(WorkItemId Id, string Wbs, string Name, int Level, Measures Value);

    internal sealed record Schedule(long EarnedMinutes, long ActualMinutes, long PlannedMinutes, long VarianceMinutes, double? Spi, long? EstimatedMinutes);

    internal sealed record Answer(int Baseline, DateTime StatusDate, string? Currency, Measures Total, Schedule EarnedSchedule, IReadOnlyList<Row> Rows, IReadOnlyList<ValuePoint> Curve);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/projects/{projectId}/earned-value",
        async (ProjectId projectId, string? baseline, string? date, PlanStore plans, ProjectValue value, ProjectClock clock, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            var project = await plans.ProjectAsync(projectId, cancel);
            var plan = await plans.LoadAsync(projectId, cancel);
            return Of(plan, await value.OfAsync(project, plan, Number(baseline), Status(date), await clock.NowAsync(project, cancel), cancel));
        }).WithTags("Earned value");

    public static int? Number(string? baseline) => string.IsNullOrEmpty(baseline) ? null
        : int.TryParse(baseline, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw ProblemException.Invalid("baseline", "bad_value", "baseline", baseline);

    /// <summary>The end of that day.</summary>
    public static DateTime? Status(string? date) => string.IsNullOrEmpty(date) ? null : Fields.Date(date, "date").ToDateTime(default).AddDays(1);

    private static Answer Of(PlanSnapshot plan, ValueOfProject value) => new(value.Baseline, value.Status, value.Currency, Of(value.Report.Total), Of(value.Time),
        [.. Enumerable.Range(0, plan.Count).Where(row => !plan.Outline.Items[row].Inactive).Select(row => new Row(plan.Outline.Items[row].Id, plan.Outline.Codes[row], plan.Outline.Items[row].Name, plan.Outline.Levels[row], Of(value.Report[plan.Outline.Items[row].Number])))],
        value.Curve);

    private static Schedule Of(EarnedSchedule time) => new(time.Earned, time.ActualTime, time.PlannedDuration, time.Variance, time.Index, time.EstimatedDuration);

    private static Measures Of(EarnedValueMeasures m) => new(Money(m.PlannedValue)!, Money(m.EarnedValue)!, Money(m.ActualCost)!, Money(m.Budget)!, Money(m.CostVariance)!, Money(m.ScheduleVariance)!, (double?)m.CostIndex, (double?)m.ScheduleIndex,
        Money(m.EstimateByCost), Money(m.EstimateByBudget)!, Money(m.EstimateByCostAndSchedule), Money(m.EstimateToComplete), Money(m.VarianceAtCompletion), (double?)m.ToCompleteBudget, (double?)m.ToCompleteEstimate);

    private static string? Money(decimal? amount) => amount is { } value ? Math.Round(value, 2, MidpointRounding.ToEven).ToString("0.00", CultureInfo.InvariantCulture) : null;
}
