namespace Tandem.Insight.Imports;

/// <summary>Reads whose row it is.</summary>
internal sealed class RowPerson
{
    private readonly PersonMapping _mapping;
    private readonly int _column;
    private readonly int _guest;

    public RowPerson(PersonMapping mapping, Table table)
    {
        _mapping = mapping;
        _column = table.Column(mapping.Column);
        _guest = mapping.Guest is null ? -1 : table.Column(mapping.Guest.Column);
    }

    /// <returns>The distinct id, null where the row names nobody; and whether it is a guest's.</returns>
    public (string? DistinctId, bool Guest) Read(Table table)
    {
        var id = Cells.WithoutSuffix(table.Cell(_column).Trim(), _mapping.RemoveSuffix);
        if (id.Length > 0) return (string.Concat(_mapping.Prefix, id), false);
        if (_guest < 0) return (null, false);
        var guest = table.Cell(_guest).Trim();
        return guest.Length == 0 ? (null, true) : (string.Concat(_mapping.Guest!.Prefix, guest), true);
    }
}

internal static class Cells
{
    public static ReadOnlySpan<char> WithoutSuffix(ReadOnlySpan<char> text, string? suffix) =>
        suffix is not null && text.EndsWith(suffix, StringComparison.Ordinal) ? text[..^suffix.Length] : text;
}
