using System.Globalization;

namespace Tandem.Scheduling.Levelling.Instances;

/// <summary>PSPLIB's <c>.sm</c>: headed sections; job 1 and the last are source and sink.</summary>
internal static class Psplib
{
    public static ResourceProject Read(string text)
    {
        var lines = text.Split('\n');
        var jobs = Section(lines, "PRECEDENCE RELATIONS").ToDictionary(row => row[0], row => row.Skip(3).Take(row[2]).Select(s => s - 1).ToArray());
        var requests = Section(lines, "REQUESTS/DURATIONS").OrderBy(row => row[0]).ToArray();
        var capacities = Section(lines, "RESOURCEAVAILABILITIES").Single();
        if (requests.Any(row => row[1] != 1)) throw new PlanException("instance_modes", "Activities with several modes are not read.");
        return new ResourceProject([.. requests.Select(r => r[2])], [.. requests.SelectMany(r => r.Skip(3).Take(capacities.Length))], capacities, [.. requests.Select(r => jobs[r[0]])]);
    }

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
