using Tandem.Delivery.Plans;
using Tandem.Scheduling;

namespace Tandem.Delivery.Pages;

/// <summary>Sums over a plan's work (summaries left out).</summary>
internal static class PlanTotals
{
    public static IEnumerable<int> Work(PlanSnapshot plan) => Enumerable.Range(0, plan.Count).Where(row => plan.TypeOf(row) != ActivityType.Summary && !plan.Outline.Items[row].Inactive);

    /// <summary>Percent complete, weighed by duration; 0–100.</summary>
    public static double Percent(PlanSnapshot plan)
    {
        var (done, all) = (0.0, 0L);
        foreach (var item in Work(plan).Select(row => plan.Outline.Items[row])) (done, all) = (done + item.Duration * item.PercentComplete, all + item.Duration);
        return all == 0 ? 0 : Math.Floor(done / all);
    }

    /// <summary>Open work that is past its due date, or that ends after its deadline or baseline.</summary>
    public static IEnumerable<int> Late(ProjectView view) => Work(view.Plan).Where(row =>
    {
        var item = view.Plan.Outline.Items[row];
        var finish = view.Plan.Schedule.At(row).Finish;
        return item.ActualFinish is null && (item.Due < view.Today || item.Deadline < finish || item.Baselines.Any(baseline => baseline.Number == 0 && baseline.Finish < finish));
    });
}
