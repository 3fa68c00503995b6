namespace Tandem.Metrics.Retentions;

/// <summary>Retention by calendar periods, fed with the plan's rows.</summary>
public sealed class CalendarRetention(RetentionQuestion question)
{
    private readonly bool[] _target = new bool[question.Buckets.Count];
    private readonly bool[] _returning = new bool[question.Buckets.Count];
    private int _person = -1;
    private int? _first;

    public RetentionTally Tally { get; } = new(question);

    public void Add(int person, int bucket, long target, long returning, long named)
    {
        if (person != _person) End();
        _person = person;
        if ((question.Type == CohortType.FirstEver ? named : target) > 0) _first ??= bucket;
        if (bucket < 0) return;
        _target[bucket] = target > 0;
        _returning[bucket] = returning >= question.MinimumOccurrences;
    }

    /// <summary>To be called once after the last row.</summary>
    public void End()
    {
        if (_person >= 0)
        {
            if (question.Type != CohortType.Recurring) Count(_first ?? -1);
            else for (var row = 0; row < question.Rows; row++) if (_target[row]) Count(row);
        }
        Array.Clear(_target);
        Array.Clear(_returning);
        _first = null;
    }

    private void Count(int row)
    {
        if (row < 0 || row >= question.Rows) return; // began before the range: in no shown cohort
        Tally.Add(_person, row, [.. Enumerable.Range(1, question.Buckets.Count - row - 1).Where(k => _returning[row + k])]);
    }
}
