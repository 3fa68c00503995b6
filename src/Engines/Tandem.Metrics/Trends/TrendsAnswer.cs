using Tandem.Metrics.Filters;

namespace Tandem.Metrics.Trends;

/// <summary>One line of the answer: a formula where the question has formulas, else a series.</summary>
public sealed record TrendsLine(string Label, decimal Total, decimal[] Data, IReadOnlyDictionary<string, TrendLine>? ByBreakdown);

/// <summary>Values are ordered by size. Current and previous (a line, or lines by value) only where an earlier time was asked for; rows is their number.</summary>
public sealed record TrendsAnswer(
    IReadOnlyList<TrendsLine> Series, IReadOnlyList<string> Days, IReadOnlyDictionary<string, TrendLine>? ByBreakdown, int? BreakdownCount, IReadOnlyList<string>? Order,
    object? Current, object? Previous, int? Rows)
{
    /// <param name="current">A dictionary by breakdown value for each series, as its table gave it.</param>
    public static TrendsAnswer Of(
        TrendsQuestion question, IReadOnlyList<IReadOnlyDictionary<string, TrendLine>> current, IReadOnlyList<IReadOnlyDictionary<string, TrendLine>>? previous)
    {
        var now = Results(question, current, question.Buckets.Count);
        var before = previous is null ? null : Results(question, previous, question.Previous!.Count);
        var isSplit = question.Breakdown is not null;
        var lines = now.Select((values, i) => Line(Label(question, i), values, question.Buckets.Count, isSplit)).ToList();
        return new(lines, question.Buckets.Labels(), isSplit ? lines[0].ByBreakdown : null, isSplit ? now[0].Count : null, isSplit ? Ranked(question, now[0]) : null,
            before is null ? null : Side(now[0], question.Buckets.Count, isSplit), before is null ? null : Side(before[0], question.Previous!.Count, isSplit),
            before is null ? null : isSplit ? now[0].Count + before[0].Count : 2);
    }

    /// <summary>The largest values, by the size over all series; ties by name. More than the limit are not kept.</summary>
    public static IReadOnlyList<string>? Kept(TrendsQuestion question, IReadOnlyList<IReadOnlyDictionary<string, TrendLine>> series)
    {
        if (question.Breakdown is not { } breakdown) return null;
        var sizes = new Dictionary<string, decimal>();
        foreach (var (value, line) in series.SelectMany(s => s)) sizes[value] = sizes.GetValueOrDefault(value) + Math.Abs(line.Total);
        return sizes.Count <= breakdown.Limit ? null : [.. sizes.OrderByDescending(s => s.Value).ThenBy(s => s.Key, StringComparer.Ordinal).Take(breakdown.Limit).Select(s => s.Key)];
    }

    private static IReadOnlyList<IReadOnlyDictionary<string, TrendLine>> Results(
        TrendsQuestion question, IReadOnlyList<IReadOnlyDictionary<string, TrendLine>> series, int buckets)
    {
        if (question.Formulas.Count == 0) return series;
        var zero = TrendLine.Zero(buckets);
        var values = question.Breakdown is null ? [""] : series.SelectMany(s => s.Keys).Distinct().ToList();
        return [.. question.Formulas.Select(f => values.ToDictionary(v => v, v => Apply(f, [.. series.Select(s => s.GetValueOrDefault(v, zero))], buckets)))];
    }

    private static TrendLine Apply(Formula formula, IReadOnlyList<TrendLine> lines, int buckets) => new(
        formula.Of([.. lines.Select(l => l.Total)]),
        [.. Enumerable.Range(0, buckets).Select(i => formula.Of([.. lines.Select(l => l.Data[i])]))]);

    private static string Label(TrendsQuestion question, int i) =>
        question.Formulas.Count > 0 ? question.Formulas[i].Text : question.Series[i].Match.Event ?? "";

    private static TrendsLine Line(string label, IReadOnlyDictionary<string, TrendLine> values, int buckets, bool isSplit)
    {
        if (!isSplit)
        {
            var only = values.GetValueOrDefault("", TrendLine.Zero(buckets));
            return new(label, only.Total, only.Data, null);
        }
        var sum = Enumerable.Range(0, buckets).Select(i => values.Values.Sum(v => v.Data[i])).ToArray();
        return new(label, values.Values.Sum(v => v.Total), sum, BySize(values).ToDictionary(v => v.Key, v => v.Value));
    }

    private static object Side(IReadOnlyDictionary<string, TrendLine> values, int buckets, bool isSplit) =>
        isSplit ? BySize(values).ToDictionary(v => v.Key, v => v.Value) : values.GetValueOrDefault("", TrendLine.Zero(buckets));

    private static IEnumerable<KeyValuePair<string, TrendLine>> BySize(IReadOnlyDictionary<string, TrendLine> values) =>
        values.OrderBy(v => v.Key == Breakdown.Other).ThenByDescending(v => v.Value.Total).ThenBy(v => v.Key, StringComparer.Ordinal);

    /// <summary>Counts that tie are ordered by name. Equal results of a formula have no rank, so they are left out.</summary>
    private static IReadOnlyList<string> Ranked(TrendsQuestion question, IReadOnlyDictionary<string, TrendLine> values)
    {
        var ties = question.Formulas.Count == 0 ? [] : values.Values.GroupBy(v => v.Total).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return [.. BySize(values).Where(v => !ties.Contains(v.Value.Total)).Select(v => v.Key)];
    }
}
