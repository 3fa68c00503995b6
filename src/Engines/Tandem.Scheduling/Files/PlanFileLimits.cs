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

    /// <summary>Days that differ from their week, of all calendars together, with those that each has from its bases.</summary>
    public const int CalendarDays = 1_000_000;

    /// <summary>A sum of money beyond this is no money, and many of them would have no sum.</summary>
    public const decimal Money = 1_000_000_000_000_000_000m;

    /// <summary>Bytes of a file that is read whole (XER, CSV).</summary>
    public const int TextBytes = 64 << 20;

    /// <summary>Calendars are compiled with their bases' days in them, so that a small file could ask for a great many.</summary>
    /// <exception cref="PlanFileException">More than <see cref="CalendarDays"/>.</exception>
    public static void CheckDays(IReadOnlyList<CalendarDefinition> calendars)
    {
        var definitions = calendars.DistinctBy(c => c.Uid).ToDictionary(c => c.Uid);
        var (days, sum) = (new Dictionary<int, long>(), 0L);
        foreach (var calendar in calendars)
        {
            var (chain, seen) = (new Stack<CalendarDefinition>(), new HashSet<int>());
            for (int? at = calendar.Uid; at is { } uid && definitions.TryGetValue(uid, out var next) && !days.ContainsKey(uid) && seen.Add(uid); at = next.BaseUid) chain.Push(next);
            while (chain.TryPop(out var next))
            {
                var own = next.Exceptions.Sum(e => Recurrence.Longest(e.From, e.To)) + next.WorkWeeks.Sum(w => Recurrence.Longest(w.From, w.To));
                days[next.Uid] = own + (next.BaseUid is { } basis ? days.GetValueOrDefault(basis) : 0);
                if (next.HasOwnDays) sum += days[next.Uid];
            }
            if (sum > CalendarDays) throw new PlanFileException("too_many_calendar_days", $"The calendars have more than {CalendarDays} days that differ from their weeks.", null, "Calendar");
        }
    }
}
