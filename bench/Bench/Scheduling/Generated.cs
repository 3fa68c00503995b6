using Tandem.Scheduling;

namespace Tandem.Bench.Scheduling;

/// <summary>Plans of any size, the same for the same size.</summary>
internal static class Generated
{
    private static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0);

    /// <summary>Ten strands with cross links under summaries: two links an activity, one in four not finish-to-start, one in six with a lag, one in fifty dated.</summary>
    public static Plan Network(int size)
    {
        var random = new Random(size);
        var calendars = Enumerable.Range(0, 5).Select(i => Calendar(i, random)).ToArray();
        var activities = new List<Activity>(size + size / 50);
        var links = new List<Dependency>(size * 2);
        for (var n = 0; n < size; n++)
        {
            if (n % 50 == 0) activities.Add(new Activity { Key = -1 - n / 50, Type = ActivityType.Summary });
            var dated = random.Next(50) == 0;
            activities.Add(new Activity
            {
                Key = n, Parent = -1 - n / 50, Duration = 60 * random.Next(0, 41), Calendar = calendars[random.Next(5)],
                Constraint = dated ? ConstraintType.StartNoEarlierThan : ConstraintType.AsSoonAsPossible, ConstraintDate = dated ? Start.AddDays(random.Next(60)) : null,
            });
            if (n >= 10) links.Add(new Dependency(n - 10, n));
            if (n >= 10) links.Add(new Dependency(random.Next(Math.Max(0, n - 200), n), n, (LinkType)Math.Max(0, random.Next(16) - 12), random.Next(6) == 0 ? random.Next(-240, 960) : 0));
        }
        return new Plan { Start = Start, Activities = activities, Dependencies = links };
    }

    /// <summary>One chain.</summary>
    public static Plan Chain(int size) => new()
    {
        Start = Start,
        Activities = [.. Enumerable.Range(0, size).Select(n => new Activity { Key = n, Duration = 240 })],
        Dependencies = [.. Enumerable.Range(1, size - 1).Select(n => new Dependency(n - 1, n))],
    };

    private static WorkCalendar Calendar(int i, Random random)
    {
        var day = WorkingDay.Of(new Shift(420 + 30 * i, 720), new Shift(780, 960 + 30 * i));
        var week = Enumerable.Range(0, 7).Select(d => d < 5 || (i == 3 && d == 5) ? day : WorkingDay.Off).ToArray();
        var holidays = Enumerable.Range(0, 30 * 10).Select(h => DateOnly.FromDateTime(Start).AddYears(h / 10).AddDays(random.Next(360))).Distinct().ToDictionary(d => d, _ => WorkingDay.Off);
        return new WorkCalendar(i + 1, $"Calendar {i + 1}", week, holidays);
    }
}
