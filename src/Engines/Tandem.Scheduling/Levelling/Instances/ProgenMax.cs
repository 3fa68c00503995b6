using System.Globalization;

namespace Tandem.Scheduling.Levelling.Instances;

/// <summary>
/// ProGen/max's <c>.sch</c> (Schwindt 1996): counts; for each activity its number, modes, successors and after them a lag between starts for each in brackets;
/// then for each duration and demands; then the capacities. The first and last activity stand for begin and end.
/// </summary>
internal sealed class ProgenMax
{
    private readonly string[] words;
    private int at;

    private ProgenMax(string text) => words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    public static LagProject Read(string text) => new ProgenMax(text).Read();

    private LagProject Read()
    {
        var (count, resources) = (Next() + 2, Next());
        if (count > words.Length) throw new FormatException($"{count} activities in {words.Length} words");
        if (Next() + Next() > 0) throw new PlanException("instance_modes", "Resources that don't renew are not read with time lags.");
        var (lags, durations, demands) = (new List<TimeLag>(), new int[count], new List<int>());
        for (var i = 0; i < count; i++) ReadLags(lags);
        for (var i = 0; i < count; i++)
        {
            (_, _, durations[i]) = (Next(), Next(), Next());
            for (var r = 0; r < resources; r++) demands.Add(Next());
        }
        int[] capacities = [.. Enumerable.Range(0, resources).Select(_ => Next())];
        return new LagProject(new ResourceProject(durations, demands, capacities, [.. durations.Select(_ => Array.Empty<int>())]), lags);
    }

    private void ReadLags(List<TimeLag> lags)
    {
        var (from, modes) = (Next(), Next());
        if (modes != 1) throw new PlanException("instance_modes", "Activities with several modes are not read with time lags.");
        int[] successors = [.. Enumerable.Range(0, Next()).Select(_ => Next())];
        foreach (var to in successors) lags.Add(new TimeLag(from, to, Number(words[at++].Trim('[', ']'))));
    }

    private int Next() => Number(words[at++]);

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);
}
