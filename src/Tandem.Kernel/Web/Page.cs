namespace Tandem.Kernel.Web;

/// <summary>A list's answer: <c>{items, next?}</c>; next is the cursor of the following page.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next = null)
{
    /// <summary>Cuts a page of rows that were read with one more than the size.</summary>
    public static Page<T> Of(List<T> rows, int size, Func<T, string> cursor) =>
        rows.Count > size ? new(rows.GetRange(0, size), cursor(rows[size - 1])) : new(rows);
}
