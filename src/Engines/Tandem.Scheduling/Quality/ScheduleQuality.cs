namespace Tandem.Scheduling;

/// <summary>
/// The DCMA 14-point assessment and the usual checks of a plan's logic. Source of the fourteen and their limits: Defense Contract Management Agency,
/// Earned Value Management System Program Analysis Pamphlet (DCMA-EA PAM 200.1, 2012), section 4. Only rows that are not finished count in 1–8 and 10,
/// as there; summaries, levels of effort and inactive rows never do.
/// </summary>
public static class ScheduleQuality
{
    /// <summary>The fourteen in their order, then the further ones.</summary>
    public static IReadOnlyList<QualityCheck> Assess(QualityInput input)
    {
        var facts = new QualityFacts(input);
        return
        [
            LogicChecks.Missing(facts), LogicChecks.Leads(facts), LogicChecks.Lags(facts), LogicChecks.Types(facts),
            RowChecks.HardConstraints(facts), RowChecks.HighFloat(facts), RowChecks.NegativeFloat(facts), RowChecks.HighDuration(facts),
            RowChecks.InvalidDates(facts), RowChecks.Resources(facts), ProgressChecks.Missed(facts), ProgressChecks.CriticalPath(facts),
            ProgressChecks.CriticalPathIndex(facts), ProgressChecks.BaselineIndex(facts),
            LogicChecks.Dangling(facts), LogicChecks.Redundant(facts), LogicChecks.SummaryLinks(facts), LogicChecks.OutOfSequence(facts),
        ];
    }
}
