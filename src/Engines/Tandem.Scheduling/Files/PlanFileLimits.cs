namespace Tandem.Scheduling.Files;

/// <summary>How much of a file is taken before it is refused.</summary>
internal static class PlanFileLimits
{
    public const int Depth = 64;
    public const int Rows = 200_000;
    public const int Links = 1_000_000;
    public const int NameLength = 10_000;

    /// <summary>Levels of the outline.</summary>
    public const int Levels = 200;

    /// <summary>Days that differ from their week, of all calendars together.</summary>
    public const int CalendarDays = 1_000_000;

    /// <summary>Bytes of a file that is read whole (XER, CSV).</summary>
    public const int TextBytes = 64 << 20;
}
