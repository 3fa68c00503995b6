namespace Tandem.Scheduling;

/// <summary>
/// Every rule on which Microsoft Project and Primavera P6 differ, one property each; the passes read these and never ask for the mode.
/// </summary>
public sealed record SchedulingPolicy
{
    /// <summary>Work not yet begun waits for the data date. P6: "Schedule activities", remaining work starts at the data date. Project leaves it in the past unless told to reschedule.</summary>
    public required bool WorkWaitsForDataDate { get; init; }

    /// <summary>Start/finish "no later" and "must" dates beat links in the early dates. Project: Options, Schedule, "Tasks will always honor their constraint dates". P6: only mandatory constraints do.</summary>
    public required bool DatesBeatLinks { get; init; }

    /// <summary>A start-no-earlier date before the project's start is obeyed. Project schedules such a task before the project start; P6 never goes before the data date.</summary>
    public required bool DateMayPrecedeStart { get; init; }

    /// <summary>SS and SF successors bound the late start only, not the late finish. P6; Project moves both together.</summary>
    public required bool StartLinksSpareLateFinish { get; init; }

    /// <summary>As-late-as-possible uses up the total float and pushes successors. Project; in P6 it uses the free float ("zero free float").</summary>
    public required bool AlapTakesTotalFloat { get; init; }

    /// <summary>Completed activities have float (of zero). Project; P6 leaves it empty.</summary>
    public required bool CompletedHaveFloat { get; init; }

    /// <summary>An activity without successors has free float to the plan's finish. P6; in Project it equals the total slack.</summary>
    public required bool OpenEndsFreeToFinish { get; init; }

    /// <summary>A start milestone stands at the beginning of the next working time, not at the end of its predecessor's. P6's TT_Mile.</summary>
    public required bool StartMilestonesWaitForWork { get; init; }

    /// <summary>SS and SF successors bound the late dates of a manually scheduled predecessor. Not in Project 2013 and later.</summary>
    public required bool StartLinksBoundManual { get; init; }

    /// <summary>Links hold the remaining work even where it has a date of its own to resume. P6; Project splits when progress is entered and then keeps the Resume date.</summary>
    public required bool LinksHoldResumedWork { get; init; }

    /// <summary>Whose calendar a lag counts in unless the plan says otherwise. Project: the successor's; P6: the predecessor's (SCHEDOPTIONS).</summary>
    public required LagCalendar Lag { get; init; }

    /// <summary>Which float is total float. Project: the smaller of start and finish slack; P6: finish float (SCHEDOPTIONS.sched_float_type).</summary>
    public required FloatBasis Total { get; init; }

    public static SchedulingPolicy MsProject { get; } = new()
    {
        WorkWaitsForDataDate = false,
        DatesBeatLinks = true,
        DateMayPrecedeStart = true,
        StartLinksSpareLateFinish = false,
        AlapTakesTotalFloat = true,
        CompletedHaveFloat = true,
        OpenEndsFreeToFinish = false,
        StartMilestonesWaitForWork = false,
        StartLinksBoundManual = false,
        LinksHoldResumedWork = false,
        Lag = LagCalendar.Successor,
        Total = FloatBasis.Smallest,
    };

    public static SchedulingPolicy P6 { get; } = new()
    {
        WorkWaitsForDataDate = true,
        DatesBeatLinks = false,
        DateMayPrecedeStart = false,
        StartLinksSpareLateFinish = true,
        AlapTakesTotalFloat = false,
        CompletedHaveFloat = false,
        OpenEndsFreeToFinish = true,
        StartMilestonesWaitForWork = true,
        StartLinksBoundManual = true,
        LinksHoldResumedWork = true,
        Lag = LagCalendar.Predecessor,
        Total = FloatBasis.Finish,
    };

    /// <summary>The policy of a plan: its mode's, with what its own options say.</summary>
    public static SchedulingPolicy Of(Plan plan)
    {
        var mode = plan.Mode == PlanMode.P6 ? P6 : MsProject;
        return mode with
        {
            DatesBeatLinks = mode.DatesBeatLinks && plan.Options.HonorConstraints,
            Lag = plan.Options.LagCalendar ?? mode.Lag,
            Total = plan.Options.FloatBasis ?? mode.Total,
        };
    }
}
