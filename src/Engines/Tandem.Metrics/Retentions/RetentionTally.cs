namespace Tandem.Metrics.Retentions;

/// <summary>Persons by cohort (row) and later period (column); column 0 is the cohort's size. Kept: the offsets of the persons of one cohort.</summary>
public sealed class RetentionTally
{
    private readonly RetentionQuestion _question;

    public RetentionTally(RetentionQuestion question)
    {
        _question = question;
        Matrix = [.. Enumerable.Range(0, question.Rows).Select(row => new int[question.Columns ?? question.Buckets.Count - row])];
    }

    public int[][] Matrix { get; }

    public List<(int Person, int[] Offsets)> Cohort { get; } = [];

    /// <param name="returned">Periods after the cohort's in which the person came back, ascending, each once.</param>
    public void Add(int person, int row, IReadOnlyCollection<int> returned)
    {
        var cells = Matrix[row];
        cells[0]++;
        if (row == _question.CohortIndex) Cohort.Add((person, [0, .. returned]));
        if (_question.IsRolling)
        {
            var last = returned.LastOrDefault(k => k < cells.Length);
            for (var k = 1; k <= last; k++) cells[k]++;
        }
        else foreach (var k in returned) if (k < cells.Length) cells[k]++;
    }
}
