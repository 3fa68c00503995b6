using System.Text;
using DuckDB.NET.Native;
using Tandem.Insight.Events;

namespace Tandem.Storage.Embedded.Events;

/// <summary>A column of a result: its type, and for decimals how they are stored.</summary>
internal readonly record struct DuckDbColumn(DuckDBType Type, DuckDBType Stored, byte Scale)
{
    public static DuckDbColumn[] Of(ref DuckDBResult result)
    {
        var columns = new DuckDbColumn[(int)NativeMethods.Query.DuckDBColumnCount(ref result)];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = NativeMethods.Query.DuckDBColumnLogicalType(ref result, i);
            var id = NativeMethods.LogicalType.DuckDBGetTypeId(type);
            columns[i] = id == DuckDBType.Decimal ? new(id, NativeMethods.LogicalType.DuckDBDecimalInternalType(type), NativeMethods.LogicalType.DuckDBDecimalScale(type)) : new(id, id, 0);
        }
        return columns;
    }
}

/// <summary>A data chunk read in place through pointers.</summary>
internal sealed unsafe class DuckDbChunk : RowChunk
{
    private readonly DuckDbColumn[] _columns;
    private readonly nint[] _data;
    private readonly nint[] _valid;

    public DuckDbChunk(DuckDBDataChunk chunk, DuckDbColumn[] columns)
    {
        Count = (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk);
        (_columns, _data, _valid) = (columns, new nint[columns.Length], new nint[columns.Length]);
        for (var i = 0; i < columns.Length; i++)
        {
            var vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, i);
            _data[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetData(vector);
            _valid[i] = (nint)NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        }
    }

    public override int Count { get; }

    public override ReadOnlySpan<int> Int32(int column) => Span<int>(column, DuckDBType.Integer, DuckDBType.Date, DuckDBType.UnsignedInteger);

    public override ReadOnlySpan<long> Int64(int column) => Span<long>(column, DuckDBType.BigInt, DuckDBType.Timestamp, DuckDBType.UnsignedBigInt);

    public override ReadOnlySpan<double> Double(int column) => Span<double>(column, DuckDBType.Double);

    public override string? Text(int column, int row) => IsNull(column, row) ? null : Encoding.UTF8.GetString(Utf8(column, row));

    public override ReadOnlySpan<byte> Utf8(int column, int row)
    {
        if (IsNull(column, row)) return default;
        Expect(column, DuckDBType.Varchar);
        // 16 bytes: length, then up to 12 bytes of text in place, else 4 bytes of prefix and a pointer
        var cell = (byte*)_data[column] + row * 16;
        var length = *(int*)cell;
        return new ReadOnlySpan<byte>(length <= 12 ? cell + 4 : *(byte**)(cell + 8), length);
    }

    public override decimal Decimal(int column, int row)
    {
        var (_, stored, scale) = _columns[column];
        Int128 value = stored switch
        {
            DuckDBType.HugeInt => ((Int128*)_data[column])[row],
            DuckDBType.BigInt => ((long*)_data[column])[row],
            DuckDBType.Integer => ((int*)_data[column])[row],
            DuckDBType.SmallInt => ((short*)_data[column])[row],
            _ => throw Wrong(column),
        };
        var size = (UInt128)Int128.Abs(value);
        if (size >> 96 != 0) throw new OverflowException("The number has more digits than can be shown exactly.");
        return new decimal((int)(uint)size, (int)(uint)(size >> 32), (int)(uint)(size >> 64), value < 0, scale);
    }

    public override bool Boolean(int column, int row)
    {
        Expect(column, DuckDBType.Boolean);
        return !IsNull(column, row) && ((byte*)_data[column])[row] != 0;
    }

    public override Guid Guid(int column, int row)
    {
        Expect(column, DuckDBType.Uuid);
        return IsNull(column, row) ? System.Guid.Empty : DuckDbUuid.Read(((UInt128*)_data[column])[row]);
    }

    public override bool IsNull(int column, int row) => _valid[column] != 0 && (((ulong*)_valid[column])[row >> 6] >> (row & 63) & 1) == 0;

    private ReadOnlySpan<T> Span<T>(int column, params ReadOnlySpan<DuckDBType> types) where T : unmanaged
    {
        Expect(column, types);
        return new ReadOnlySpan<T>((void*)_data[column], Count);
    }

    private void Expect(int column, params ReadOnlySpan<DuckDBType> types)
    {
        if (!types.Contains(_columns[column].Type)) throw Wrong(column);
    }

    private InvalidOperationException Wrong(int column) => new($"Column {column} is a {_columns[column].Type}.");
}
