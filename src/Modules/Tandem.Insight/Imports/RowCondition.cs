namespace Tandem.Insight.Imports;

/// <summary>A condition of the mapping, bound to the table's columns.</summary>
internal sealed class RowCondition(Condition condition, Table table)
{
    private readonly int _column = table.Column(condition.Column);

    public bool Holds()
    {
        var cell = table.Cell(_column).Trim();
        return (condition.NotEmpty is not { } wanted || wanted == cell.Length > 0)
            && (condition.StartsWith is null || Any(condition.StartsWith, cell, prefix: true))
            && (condition.EqualTo is null || Any(condition.EqualTo, cell, prefix: false));
    }

    private static bool Any(IReadOnlyList<string> texts, ReadOnlySpan<char> cell, bool prefix)
    {
        foreach (var text in texts) if (prefix ? cell.StartsWith(text, StringComparison.Ordinal) : cell.SequenceEqual(text)) return true;
        return false;
    }
}
