using System.Globalization;

namespace Tandem.Scheduling.Levelling.Instances;

/// <summary>PSPLIB's <c>.sm</c> and, with several modes and non-renewable resources, <c>.mm</c>: headed sections; job 1 and the last are source and sink.</summary>
internal static class Psplib
{
    public static ResourceProject Read(string text)
    {
        var project = ReadModes(text);
        if (project.Given.Any(modes => modes.Count != 1) || project.Stock.Count > 0) throw new PlanException("instance_modes", "Activities with several modes stand in a file of the form .mm.");
        return project.Longest;
    }

    /// <summary>A further mode's line may leave out the job; numbers of renewable resources stand ahead of those of non-renewable ones.</summary>
    public static ModeProject ReadModes(string text)
    {
        var lines = text.Split('\n');
        var jobs = Section(lines, "PRECEDENCE RELATIONS").ToDictionary(row => row[0], row => row.Skip(3).Take(row[2]).Select(s => s - 1).ToArray());
        var available = Section(lines, "RESOURCEAVAILABILITIES").Single();
        var renewable = Resources(lines, "- renewable") ?? available.Length;
        if (renewable + (Resources(lines, "- nonrenewable") ?? 0) != available.Length) throw new PlanException("instance_form", "The capacities are not as many as the renewable and non-renewable resources of the head; doubly constrained ones are not read.");
        var (modes, job) = (new Dictionary<int, List<ActivityMode>>(), 0);
        foreach (var row in Section(lines, "REQUESTS/DURATIONS"))
        {
            if (row.Length == available.Length + 3) modes.Add(job = row[0], []);
            modes[job].Add(new ActivityMode(row[^(available.Length + 1)], row[^available.Length..][..renewable], row[^available.Length..][renewable..]));
        }
        int[] order = [.. modes.Keys.Order()];
        return new ModeProject([.. order.Select(j => modes[j])], available[..renewable], available[renewable..], [.. order.Select(j => jobs[j])]);
    }

    /// <summary>How many of a kind the head names; null where it says nothing of them.</summary>
    private static int? Resources(string[] lines, string kind) => Array.Find(lines, l => l.TrimStart().StartsWith(kind, StringComparison.Ordinal)) is not { } line ? null
        : int.Parse(line.Split(':')[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture);

    /// <summary>The lines of nothing but numbers between a heading and the next line of stars.</summary>
    private static IEnumerable<int[]> Section(string[] lines, string heading)
    {
        var begin = Array.FindIndex(lines, l => l.StartsWith(heading, StringComparison.Ordinal));
        if (begin < 0) throw new FormatException($"no section {heading}");
        return lines.Skip(begin + 1).TakeWhile(l => !l.StartsWith('*')).Select(l => l.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(parts => parts.Length > 0 && parts.All(p => p.All(char.IsAsciiDigit))).Select(parts => parts.Select(p => int.Parse(p, CultureInfo.InvariantCulture)).ToArray());
    }
}

/// <summary>Patterson's form: counts, capacities, then for each activity duration, demands, number of successors, successors; line breaks mean nothing.</summary>
internal static class Patterson
{
    public static ResourceProject Read(string text)
    {
        var numbers = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        var at = 0;
        int[] Take(int count) => numbers[at..(at += count)];
        var (count, resources) = (numbers[at++], numbers[at++]);
        if (count > numbers.Length) throw new FormatException($"{count} activities in {numbers.Length} numbers");
        var capacities = Take(resources);
        var (durations, demands, successors) = (new int[count], new List<int>(), new int[count][]);
        for (var i = 0; i < count; i++)
        {
            durations[i] = numbers[at++];
            demands.AddRange(Take(resources));
            successors[i] = [.. Take(numbers[at++]).Select(s => s - 1)];
        }
        return new ResourceProject(durations, demands, capacities, successors);
    }
}
