namespace Tandem.Scheduling;

/// <summary>The dates of one row, read from its schedule. Floats are working minutes of the row's own calendar, null where the scheduler gives none.</summary>
public readonly struct ScheduledActivity
{
    private readonly Network net;
    private readonly Dates dates;
    private readonly Floats floats;
    private readonly int i;

    internal ScheduledActivity(Network net, Dates dates, Floats floats, int row) => (this.net, this.dates, this.floats, i) = (net, dates, floats, row);

    public Activity Activity => net.Plan.Activities[i];
    public int Key => Activity.Key;

    /// <summary>The row's working time, in which its float and (unless elapsed) its duration count.</summary>
    public WorkCalendar Calendar => net.Measure[i];

    public DateTime Start => Wall.Time(dates.EarlyStart[i]);
    public DateTime Finish => Wall.Time(dates.EarlyFinish[i]);

    /// <summary>The start, but of an as-late-as-possible activity in Project's mode the date it could have had.</summary>
    public DateTime EarlyStart => Wall.Time(Early?.Start[i] ?? dates.EarlyStart[i]);
    public DateTime EarlyFinish => Wall.Time(Early?.Finish[i] ?? dates.EarlyFinish[i]);

    /// <summary>Of an activity in progress: its actual start.</summary>
    public DateTime LateStart => Wall.Time(dates.LateStart[i]);
    public DateTime LateFinish => Wall.Time(dates.LateFinish[i]);
    public long? TotalFloat => floats.Total(i);
    public long? FreeFloat => floats.Free(i);
    public long? StartFloat => TotalFloat is null ? null : floats.StartFloat(i);
    public long? FinishFloat => TotalFloat is null ? null : Activity.IsComplete ? 0 : floats.FinishFloat(i);
    public bool Critical => floats.Critical[i];

    /// <summary>Working minutes from start to finish of a summary or level of effort; otherwise the activity's own duration.</summary>
    public long Duration => Activity.Type is ActivityType.Summary or ActivityType.LevelOfEffort ? net.Calendar[i].Between(dates.EarlyStart[i], dates.EarlyFinish[i]) : Activity.Duration;

    /// <summary>Minutes still to do.</summary>
    public long Remaining => Math.Max(0, net.Remaining[i] - Activity.Gap);

    private (long[] Start, long[] Finish)? Early => Activity.IsAlap && net.Policy.AlapTakesTotalFloat ? dates.BeforeAlap : null;

    /// <summary>What set the early dates; <see cref="DriverKind.Link"/> has its dependency beside it.</summary>
    public DriverKind Driver => dates.Driver[i] >= 0 ? DriverKind.Link : (DriverKind)(-dates.Driver[i]);

    /// <summary>The link that set the early dates, if one did; it may stand on a summary above.</summary>
    public Dependency? DrivenBy => dates.Driver[i] >= 0 ? net.Plan.Dependencies[dates.Driver[i]] : null;
}
