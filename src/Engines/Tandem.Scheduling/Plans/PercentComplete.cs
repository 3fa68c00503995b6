namespace Tandem.Scheduling;

/// <summary>What a percent complete measures: Primavera's complete_pct_type; Project's % Complete, % Work Complete and Physical % Complete.</summary>
public enum PercentKind { Duration, Work, Physical }

/// <summary>
/// The three kinds of percent complete, 0–100. Only the first hangs together with the remaining duration; the other two are kept beside it and move no date.
/// Source: Primavera P6 help, "Percent complete types"; Microsoft Project help, "Percent Complete", "Percent Work Complete", "Physical % Complete".
/// </summary>
public static class PercentComplete
{
    /// <param name="kind">Which one.</param>
    /// <param name="duration">Minutes from start to finish, done and to do, without gaps.</param>
    /// <param name="remaining">Minutes of it still to do.</param>
    /// <param name="done">Minutes of work done.</param>
    /// <param name="toDo">Minutes of work still to do.</param>
    /// <param name="physical">As people entered it.</param>
    public static double Of(PercentKind kind, long duration, long remaining, long done = 0, long toDo = 0, double physical = 0) => Math.Clamp(kind switch
    {
        PercentKind.Physical => physical,
        PercentKind.Work => done + toDo > 0 ? 100.0 * done / (done + toDo) : 0,
        _ => duration > 0 ? 100.0 * (duration - remaining) / duration : 0,
    }, 0, 100);

    /// <summary>What is left of a duration at a percent of it.</summary>
    public static long Remaining(long duration, double percent) => (long)Math.Round(duration * (100 - Math.Clamp(percent, 0, 100)) / 100);
}
