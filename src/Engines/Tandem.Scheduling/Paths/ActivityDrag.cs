namespace Tandem.Scheduling;

/// <summary>
/// Critical path drag: the minutes by which an activity holds up the plan's finish, which is what it would gain if the activity took no time.
/// Source: S. Devaux, Total Project Control (1999). Computed by scheduling without the activity's remaining duration, so it is exact on any network with
/// calendars, lags and constraints; one schedule an activity asked for.
/// </summary>
public static class ActivityDrag
{
    /// <summary>Minutes of the plan's calendar; 0 for what isn't on the critical path, is done or takes no time.</summary>
    public static long Of(Schedule schedule, int key)
    {
        var row = schedule[key];
        if (row.Remaining == 0 || row.Activity.IsSpan) return 0;
        var without = schedule.If(key, Shortened);
        return Math.Max(0, schedule.Plan.Calendar.Between(without.Finish, schedule.Finish));
    }

    private static Activity Shortened(Activity activity) => activity.IsStarted ? activity with { Remaining = 0 } : activity with { Duration = 0, Gap = 0 };
}
