namespace Tandem.Scheduling.Files;

public enum PlanFormat { Mspdi, Xer, Csv, Xlsx }

/// <summary>
/// A plan as a file holds it: what is scheduled, what is only shown, and what is merely carried so that the file's way out loses nothing.
/// Rows stand in the file's order, every summary before what is under it.
/// </summary>
public sealed record PlanFile
{
    public PlanFormat Format { get; init; }
    public PlanMode Mode { get; init; }
    public string? Name { get; init; }
    public required DateTime Start { get; init; }
    public DateTime? DataDate { get; init; }
    public DateTime? MustFinishBy { get; init; }
    public PlanOptions Options { get; init; } = new();
    public int MinutesPerDay { get; init; } = 480;
    public int MinutesPerWeek { get; init; } = 2400;
    public int DaysPerMonth { get; init; } = 20;

    /// <summary>Uid of the plan's calendar.</summary>
    public int? CalendarUid { get; init; }
    public IReadOnlyList<CalendarDefinition> Calendars { get; init; } = [];
    public IReadOnlyList<PlanTask> Tasks { get; init; } = [];
    public IReadOnlyList<PlanLink> Links { get; init; } = [];

    /// <summary>Links that lead from tasks of other projects.</summary>
    public IReadOnlyList<ExternalLink> ExternalLinks { get; init; } = [];
    public IReadOnlyList<PlanResource> Resources { get; init; } = [];
    public IReadOnlyList<PlanAssignment> Assignments { get; init; } = [];

    /// <summary>The file's own row 0 that stands for the whole project; not an activity.</summary>
    public PlanTask? Root { get; init; }

    /// <summary>What else the file said about the project, in the file's own form.</summary>
    public string? Extra { get; init; }

    /// <summary>What was odd and how it was taken.</summary>
    public IReadOnlyList<PlanWarning> Warnings { get; init; } = [];

    /// <summary>Names of fields that could not be kept.</summary>
    public IReadOnlyList<string> Dropped { get; init; } = [];

    /// <summary>The same file with the dates, floats and durations of a schedule of it.</summary>
    public PlanFile WithDates(Schedule schedule) => this with { Tasks = [.. Tasks.Select(t => PlanOfFile.Dated(t, schedule[t.Key]))] };

    /// <summary>The plan to schedule; keys are the tasks'. What links from other projects held stays where it was.</summary>
    public Plan ToPlan() => PlanOfFile.Make(WithHeldDates(), new CalendarSet(Calendars, CalendarUid));

    /// <summary>The same file with the dates of <see cref="ExternalLinks"/> on their successors instead of the links.</summary>
    public PlanFile WithHeldDates()
    {
        if (ExternalLinks.Count == 0) return this;
        var held = ExternalLinks.Where(link => link.Held is not null).ToLookup(link => link.To);
        return this with { ExternalLinks = [], Tasks = [.. Tasks.Select(task => held.Contains(task.Key) ? Held(task, held[task.Key]) : task)] };
    }

    private static PlanTask Held(PlanTask task, IEnumerable<ExternalLink> links) => task with
    {
        ExternalStart = links.Where(link => !link.BoundsFinish).Select(link => link.Held).Append(task.ExternalStart).Max(),
        ExternalEarlyFinish = links.Where(link => link.BoundsFinish).Select(link => link.Held).Append(task.ExternalEarlyFinish).Max(),
    };
}

/// <summary>Something odd in a file: a stable code, the line and field where known, and the values its sentence needs.</summary>
public sealed record PlanWarning(string Code, int? Line, string? Field, IReadOnlyList<string> Values)
{
    /// <summary>The sentence in plain English.</summary>
    public string Message => PlanWarningText.Of(this);
}

/// <summary>A file that can't be taken as a plan: why, and where.</summary>
public sealed class PlanFileException(string code, string message, int? line = null, string? field = null, Exception? inner = null)
    : PlanException(code, message, inner)
{
    public int? Line { get; } = line;
    public string? Field { get; } = field;
}
