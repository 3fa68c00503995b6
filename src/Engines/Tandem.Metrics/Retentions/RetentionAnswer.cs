namespace Tandem.Metrics.Retentions;

/// <summary>
/// Rows are cohorts, cut to the periods that fit (<paramref name="Matrix"/>) or all as wide as asked (<paramref name="MatrixFull"/>). Appearances: later periods of
/// each person of the chosen cohort, the person most often seen first in <paramref name="Order"/>. Persons are distinct ids.
/// </summary>
public sealed record RetentionAnswer(
    int[][]? Matrix, int[][]? MatrixFull, string FirstInterval, IReadOnlyList<string> IntervalStarts,
    IReadOnlyDictionary<string, int[]>? Appearances, IReadOnlyList<string>? Order, IReadOnlyDictionary<string, int?>? RetainedOnDay)
{
    public static RetentionAnswer Of(RetentionQuestion question, RetentionTally tally, Func<int, string> nameOf, IReadOnlyDictionary<int, int?>? returnedOn = null)
    {
        var labels = question.Buckets.Labels().Take(question.Rows).ToList();
        var cohort = question.CohortIndex is null ? null : tally.Cohort.OrderByDescending(p => p.Offsets.Length).ThenBy(p => p.Person).ToList();
        return new(question.Columns is null ? tally.Matrix : null, question.Columns is null ? null : tally.Matrix, labels[0], labels,
            cohort?.ToDictionary(p => nameOf(p.Person), p => p.Offsets), cohort is null ? null : [.. cohort.Select(p => nameOf(p.Person))],
            returnedOn?.ToDictionary(p => nameOf(p.Key), p => p.Value));
    }

    public static IReadOnlyCollection<int> People(RetentionTally tally, IReadOnlyDictionary<int, int?>? returnedOn = null) =>
        [.. tally.Cohort.Select(p => p.Person), .. returnedOn?.Keys ?? []];
}
