namespace Tandem.Scheduling.Files;

/// <summary>How much of a file is taken before it is refused.</summary>
internal static class PlanFileLimits
{
    public const int Depth = 64;
    public const int Rows = 200_000;
    public const int Links = 1_000_000;
    public const int NameLength = 10_000;
}
