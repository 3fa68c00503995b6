namespace Tandem.Insight.Events;

/// <summary>Up to 2,048 rows of a result, by column; spans point into the store's own memory and end with the callback.</summary>
public abstract class RowChunk
{
    /// <summary>Rows in this chunk.</summary>
    public abstract int Count { get; }

    /// <summary>An INTEGER (or DATE: days since 1970-01-01) column. Where <see cref="IsNull"/>, the value means nothing.</summary>
    public abstract ReadOnlySpan<int> Int32(int column);

    /// <summary>A BIGINT or TIMESTAMP column (microseconds since 1970-01-01 UTC).</summary>
    public abstract ReadOnlySpan<long> Int64(int column);

    /// <summary>A DOUBLE column.</summary>
    public abstract ReadOnlySpan<double> Double(int column);

    /// <summary>A VARCHAR cell, null where NULL.</summary>
    public abstract string? Text(int column, int row);

    /// <summary>A VARCHAR cell's UTF-8 bytes without a copy, empty where NULL.</summary>
    public abstract ReadOnlySpan<byte> Utf8(int column, int row);

    /// <summary>A DECIMAL or HUGEINT cell, exact.</summary>
    /// <exception cref="OverflowException">The value does not fit a .NET decimal.</exception>
    public abstract decimal Decimal(int column, int row);

    /// <summary>A BOOLEAN cell, false where NULL.</summary>
    public abstract bool Boolean(int column, int row);

    /// <summary>A UUID cell, empty where NULL.</summary>
    public abstract Guid Guid(int column, int row);

    /// <summary>Whether the cell is NULL.</summary>
    public abstract bool IsNull(int column, int row);
}
