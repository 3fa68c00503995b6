namespace Tandem.Scheduling.Levelling.Instances;

/// <summary>What levelling an instance gave.</summary>
/// <param name="Makespan">Null where no schedule was found.</param>
/// <param name="Bound">No schedule is shorter.</param>
/// <param name="CriticalPath">The length without resources.</param>
/// <param name="Schedules">Built.</param>
/// <param name="Contradictory">It is proven that there is no schedule.</param>
public sealed record InstanceAnswer(int? Makespan, int Bound, int CriticalPath, int Schedules, bool Contradictory = false);

/// <summary>
/// Published forms of resource-constrained projects: PSPLIB (<c>.sm</c>, with several modes <c>.mm</c>), Patterson (<c>.rcp</c>), MPLIB with several projects on shared
/// resources (<c>.rcmp</c>), ProGen/max with minimal and maximal time lags (<c>.sch</c>).
/// </summary>
public static class InstanceFiles
{
    /// <summary>Whether the file's form is one that <see cref="Open"/> takes.</summary>
    public static bool Knows(string path) => Form(path) is ".sm" or ".mm" or ".rcp" or ".rcmp" or ".sch";

    /// <summary>Reads an instance; what comes back levels it.</summary>
    /// <param name="name">The file's name, for its ending.</param>
    /// <param name="text">What stands in it.</param>
    /// <exception cref="PlanException">Not in that form, or a project that can't be levelled; "cycle" and "lags_contradict" where no schedule could keep the links.</exception>
    public static Func<LevellingSearch, InstanceAnswer> Open(string name, string text)
    {
        switch (Form(name))
        {
            case ".mm":
                var modes = Checked(name, () => Psplib.ReadModes(text));
                return search => Of(LevelledModes.Of(modes, search));
            case ".sch":
                var lags = Checked(name, () => ProgenMax.Read(text));
                return search => Of(LevelledLags.Of(lags, search));
            default:
                var project = Read(name, text);
                return search => Of(LevelledProject.Of(project, search));
        }
    }

    /// <summary>Reads an instance with one mode an activity and no lags.</summary>
    /// <exception cref="PlanException">As <see cref="Open"/>.</exception>
    public static ResourceProject Read(string name, string text) => Checked(name, () => Form(name) switch
    {
        ".sm" => Psplib.Read(text),
        ".rcmp" => Mplib.Read(text),
        _ => Patterson.Read(text),
    });

    private static InstanceAnswer Of(LevelledProject found) => new(found.Makespan, found.Bound, found.CriticalPath, found.Schedules);

    private static InstanceAnswer Of(LevelledModes found) => new(found.Makespan, found.Bound, found.CriticalPath, found.Schedules);

    private static InstanceAnswer Of(LevelledLags found) => new(found.Makespan, found.Bound, found.CriticalPath, found.Schedules, found.Contradictory);

    private static string Form(string name) => Path.GetExtension(name).ToLowerInvariant();

    private static T Checked<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or ArgumentException or KeyNotFoundException or InvalidOperationException)
        {
            throw new PlanException("instance_form", $"{name} breaks off or holds something else than a number: {e.Message}", e);
        }
    }
}
