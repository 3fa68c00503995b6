namespace Tandem.Scheduling;

/// <summary>The dates of one row, read from its schedule. Floats are working minutes of the row's own calendar, null where the scheduler gives none.</summary>
public readonly struct ScheduledActivity
{
    private readonly Network net;
    private readonly Dates dates;
    private readonly Floats floats;
    private readonly SchedulePart part;
    private readonly int i;

    internal ScheduledActivity(Network net, Dates dates, Floats floats, int row, SchedulePart part) => (this.net, this.dates, this.floats, this.part, i) = (net, dates, floats, part, part.FirstRow + row);

    public Activity Activity => part.Plan.Activities[i - part.FirstRow];
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

    /// <summary>Working minutes from start to finish of what spans others; otherwise the activity's own duration.</summary>
    public long Duration => Activity.IsSpan ? net.Calendar[i].Between(dates.EarlyStart[i], dates.EarlyFinish[i]) : net.Duration[i] - Activity.Gap;

    /// <summary>Minutes still to do.</summary>
    public long Remaining => Math.Max(0, net.Remaining[i] - Activity.Gap);

    private (long[] Start, long[] Finish)? Early => Activity.IsAlap && net.Frame(i).Policy.AlapTakesTotalFloat ? dates.BeforeAlap : null;

    /// <summary>What set the early dates; <see cref="DriverKind.Link"/> has its dependency beside it.</summary>
    public DriverKind Driver => dates.Driver[i] < 0 ? (DriverKind)(-dates.Driver[i]) : DrivenBy is null ? DriverKind.External : DriverKind.Link;

    /// <summary>The link that set the early dates, if one did; it may stand on a summary above.</summary>
    public Dependency? DrivenBy => dates.Driver[i] - part.FirstLink is >= 0 and var own && own < part.Plan.Dependencies.Count ? part.Plan.Dependencies[own] : null;
}
