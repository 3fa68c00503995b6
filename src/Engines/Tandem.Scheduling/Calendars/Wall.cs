namespace Tandem.Scheduling;

/// <summary>
/// Wall-clock instants as whole minutes since Monday 2001-01-01T00:00, so that day numbers modulo 7 are weekdays with Monday 0.
/// </summary>
internal static class Wall
{
    private static readonly DateTime Epoch = new(2001, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);
    private static readonly long First = Minutes(DateTime.MinValue), Last = Minutes(DateTime.MaxValue);

    /// <summary>Whole minutes; seconds are cut off.</summary>
    public static long Minutes(DateTime wall) => (long)Math.Floor((wall - Epoch).TotalMinutes);

    public static int Day(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(Epoch).DayNumber;

    public static DateOnly Date(int day) => DateOnly.FromDateTime(Epoch).AddDays(day);

    /// <exception cref="PlanException">The instant lies outside the years 1–9999.</exception>
    public static DateTime Time(long minutes) => minutes >= First && minutes <= Last
        ? Epoch.AddMinutes(minutes)
        : throw new PlanException("plan_out_of_range", "The plan runs beyond the year 9999.");
}
