namespace Tandem.Delivery.WorkItems;

/// <summary>How much a person says that an item matters; the most first.</summary>
internal enum Priority
{
    Urgent,
    High,
    Medium,
    Low,
}

internal static class Priorities
{
    private const int ByRule = 3, Unsaid = 4, Last = 5;

    public static readonly IReadOnlyList<Priority> All = Enum.GetValues<Priority>();

    public static string Word(Priority priority) => priority.ToString().ToLowerInvariant();

    public static Priority? Of(string? word) => All.Where(priority => Word(priority) == word).Select(priority => (Priority?)priority).FirstOrDefault();

    /// <summary>Sorts items: what people put first, then by the rank that rules give, then what nobody ranked, then what people put last.</summary>
    public static (int Level, int Rank) Order(WorkItem item) => item.Priority switch
    {
        Priority.Low => (Last, 0),
        { } said => ((int)said, 0),
        null => item.SignalRank is { } rank ? (ByRule, rank) : (Unsaid, 0),
    };
}
