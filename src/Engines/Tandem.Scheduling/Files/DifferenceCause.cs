namespace Tandem.Scheduling.Files;

/// <summary>Why a stored value and ours differ, as far as file and schedule can tell.</summary>
internal readonly ref struct DifferenceCause(PlanTask task, ScheduledActivity ours, IReadOnlySet<int> moved)
{
    /// <summary>No working time lies between the two: the end of one day and the beginning of the next.</summary>
    public const string SameInstant = "same_instant_shown_differently";
    public const string Manual = "manually_scheduled";
    public const string Inactive = "inactive";

    /// <summary>Of completed work only its actual dates count.</summary>
    public const string Complete = "completed";

    /// <summary>A summary, some of whose children moved.</summary>
    public const string Children = "follows_children";

    /// <summary>The stored start lies outside the activity's working time.</summary>
    public const string NonWorking = "stored_start_not_working_time";

    /// <summary>The stored start and finish don't span the duration.</summary>
    public const string Duration = "stored_dates_do_not_fit_duration";

    /// <summary>The stored start is earlier than links and dates in the file allow.</summary>
    public const string TooEarly = "stored_earlier_than_links_allow";

    /// <summary>The stored start is later than anything in the file asks for.</summary>
    public const string Later = "stored_later_than_needed";

    /// <summary>The activity that drives this one moved.</summary>
    public const string Predecessor = "follows_predecessor";

    /// <summary>The early dates are the same; the stored late dates or floats follow from another state of the plan or another rule.</summary>
    public const string LateDates = "late_dates_differ";

    /// <summary>Work in progress: its remaining part stands elsewhere.</summary>
    public const string Progress = "remaining_work_placed_differently";

    public string Of(string field, object? theirs, object? our)
    {
        if (theirs is DateTime a && our is DateTime b && ours.Calendar.Between(a, b) == 0) return SameInstant;
        if (task.Inactive) return Inactive;
        if (task.Manual is not null) return Manual;
        if (task.ActualFinish is not null) return Complete;
        if (task.Type == ActivityType.Summary) return Children;
        if (!moved.Contains(task.Key) && field is not ("start" or "finish")) return LateDates;
        if (task.ActualStart is not null) return Progress;
        if (ours.DrivenBy is { } link && moved.Contains(link.From)) return Predecessor;
        return Stored(task.Stored);
    }

    private string Stored(StoredDates stored)
    {
        if (stored.Start is { } start && task.Duration > 0 && !ours.Calendar.IsWorking(start)) return NonWorking;
        if (stored is { Start: { } from, Finish: { } to } && !task.Elapsed && ours.Calendar.Between(from, to) != task.Duration) return Duration;
        return stored.Start < ours.Start ? TooEarly : Later;
    }
}
