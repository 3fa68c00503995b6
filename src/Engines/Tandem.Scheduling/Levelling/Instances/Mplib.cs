using System.Globalization;

namespace Tandem.Scheduling.Levelling.Instances;

/// <summary>
/// MPLIB's <c>.rcmp</c> (Van Eynde and Vanhoucke 2020): several projects that share resources, here as one. A project's release date becomes an activity
/// without demand ahead of its first.
/// </summary>
internal sealed class Mplib
{
    private readonly string[] words;
    private readonly List<int> durations = [], demands = [];
    private readonly List<List<string>> after = [];
    private readonly Dictionary<string, int> index = [];
    private int at;

    private Mplib(string text) => words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static ResourceProject Read(string text) => new Mplib(text).Read();

    private ResourceProject Read()
    {
        var (projects, resources) = (Next(), Next());
        var capacities = Take(resources);
        for (var p = 1; p <= projects; p++) ReadProject(p, resources);
        int[][] successors = [.. after.Select(names => names.Select(n => index.TryGetValue(n, out var i) ? i : throw new FormatException($"no activity {n}")).ToArray())];
        return new ResourceProject(durations, demands, capacities, successors);
    }

    private void ReadProject(int project, int resources)
    {
        var (count, release) = (Next(), Next());
        Take(resources);
        if (release > 0)
        {
            durations.Add(release);
            demands.AddRange(new int[resources]);
            after.Add([$"{project}:1"]);
        }
        for (var i = 1; i <= count; i++)
        {
            index[$"{project}:{i}"] = durations.Count;
            durations.Add(Next());
            demands.AddRange(Take(resources));
            var successors = Next();
            after.Add([.. words[at..(at += successors)]]);
        }
    }

    private int Next() => int.Parse(words[at++], CultureInfo.InvariantCulture);

    private int[] Take(int count) => [.. Enumerable.Range(0, count).Select(_ => Next())];
}
