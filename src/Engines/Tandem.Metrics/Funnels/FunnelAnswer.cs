using System.Globalization;
using Split = Tandem.Metrics.Filters.Breakdown;

namespace Tandem.Metrics.Funnels;

/// <summary>Counts by step, and the mean and median seconds from the step before.</summary>
public record FunnelCounts(int[] Counts, double?[] AvgConversionS, double?[] MedianConversionS)
{
    public static FunnelCounts Of(StepCounts counts) => new(counts.Counts, counts.Means(), counts.Medians());
}

/// <summary>Persons by step number from 1, as distinct ids. Breakdown values in order of size, "Other" last.</summary>
public sealed record FunnelAnswer(
    IReadOnlyList<string> Steps, int[] Counts, double?[] AvgConversionS, double?[] MedianConversionS,
    IReadOnlyDictionary<string, IReadOnlyList<string>> PersonsAtStep, IReadOnlyDictionary<string, IReadOnlyList<string>> DroppedAtStep,
    IReadOnlyDictionary<string, FunnelCounts>? ByBreakdown, IReadOnlyList<string>? BreakdownValuesSorted)
    : FunnelCounts(Counts, AvgConversionS, MedianConversionS)
{
    public static FunnelAnswer Of(FunnelQuestion question, FunnelTally tally, Func<int, string> nameOf)
    {
        var all = FunnelCounts.Of(tally.All);
        var groups = question.Breakdown is { } breakdown ? Largest(tally.ByValue, breakdown.By.Limit) : null;
        return new([.. question.Steps.Select(s => s.Event ?? "")], all.Counts, all.AvgConversionS, all.MedianConversionS,
            Named(tally.All.At, nameOf), Named([.. tally.All.Lost.Skip(1).Prepend([])], nameOf),
            groups?.ToDictionary(g => g.Value, g => FunnelCounts.Of(g.Counts)),
            groups is null ? null : [.. groups.Select(g => g.Value).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Persons whose names the answer needs.</summary>
    public static IReadOnlyCollection<int> People(FunnelTally tally) => tally.All.At.Concat(tally.All.Lost).SelectMany(p => p).ToHashSet();

    private static Dictionary<string, IReadOnlyList<string>> Named(IReadOnlyList<List<int>> steps, Func<int, string> nameOf) => Enumerable.Range(0, steps.Count)
        .ToDictionary(i => (i + 1).ToString(CultureInfo.InvariantCulture), i => (IReadOnlyList<string>)[.. steps[i].Select(nameOf)]);

    private static List<(string Value, StepCounts Counts)> Largest(IReadOnlyDictionary<string, StepCounts> values, int limit)
    {
        var ordered = values.OrderByDescending(v => v.Value.Counts[0]).ThenBy(v => v.Key, StringComparer.Ordinal).Select(v => (v.Key, v.Value)).ToList();
        if (ordered.Count <= limit) return ordered;
        var rest = new StepCounts(ordered[0].Value.Counts.Length, 0);
        foreach (var (_, counts) in ordered.Skip(limit)) rest.Add(counts);
        return [.. ordered.Take(limit).Where(v => v.Key != Split.Other), (Split.Other, rest)];
    }
}
