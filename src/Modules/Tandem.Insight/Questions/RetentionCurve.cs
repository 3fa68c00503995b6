using Tandem.Kernel.Charts;
using Tandem.Kernel.Wording;

namespace Tandem.Insight.Questions;

/// <summary>A retention matrix as a curve: all cohorts together, weighted by their size, before the latest cohorts alone. Cells of a period that is not complete are left out.</summary>
internal sealed class RetentionCurve(int[][] matrix, IReadOnlyList<string> labels, bool lastIsPartial)
{
    private const int MostCohorts = 7;

    public bool LastIsPartial => lastIsPartial;

    /// <summary>By column from +1; null where no cohort has a complete cell.</summary>
    public IReadOnlyList<decimal?> Means { get; } = [.. Enumerable.Range(1, Math.Max(0, matrix[0].Length - 1)).Select(k => Mean(matrix, k, lastIsPartial))];

    public ChartData Chart(Words words, Func<string, string> name)
    {
        var columns = Means.TakeWhile(m => m is not null).Count();
        var cohorts = Enumerable.Range(0, matrix.Length).Where(i => matrix[i][0] > 0 && IsWhole(matrix, i, 1, lastIsPartial)).TakeLast(MostCohorts).Reverse();
        return new([.. Enumerable.Range(1, columns).Select(k => $"+{k}")], "name",
            [new(words["insight.weighted"], [.. Means.Take(columns)]), .. cohorts.Select(i => new ChartSeries(name(labels[i]), [.. Enumerable.Range(1, columns).Select(k => Share(i, k))], "line", true))]) { Format = "percent" };
    }

    private decimal? Share(int row, int k) => IsWhole(matrix, row, k, lastIsPartial) ? (decimal)matrix[row][k] / matrix[row][0] : null;

    private static bool IsWhole(int[][] matrix, int row, int k, bool lastIsPartial) => k < matrix[row].Length && row + k < matrix.Length - (lastIsPartial ? 1 : 0);

    private static decimal? Mean(int[][] matrix, int k, bool lastIsPartial)
    {
        var rows = matrix.Where((_, i) => IsWhole(matrix, i, k, lastIsPartial)).ToList();
        return rows.Sum(r => (long)r[0]) is var people and > 0 ? (decimal)rows.Sum(r => (long)r[k]) / people : null;
    }
}
