using DuckDB.NET.Native;

namespace Tandem.Storage.Embedded.Events;

/// <summary>Binds .NET values to the parameters of a statement; positions count from 1.</summary>
internal static class DuckDbParameters
{
    public static void Bind(DuckDBPreparedStatement statement, long at, object? value)
    {
        var state = value switch
        {
            null => NativeMethods.PreparedStatements.DuckDBBindNull(statement, at),
            string text => NativeMethods.PreparedStatements.DuckDBBindVarchar(statement, at, text),
            int number => NativeMethods.PreparedStatements.DuckDBBindInt32(statement, at, number),
            long number => NativeMethods.PreparedStatements.DuckDBBindInt64(statement, at, number),
            double number => NativeMethods.PreparedStatements.DuckDBBindDouble(statement, at, number),
            bool flag => NativeMethods.PreparedStatements.DuckDBBindBoolean(statement, at, flag),
            DateTime time => NativeMethods.PreparedStatements.DuckDBBindTimestamp(statement, at, new DuckDBTimestampStruct { Micros = (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond }),
            Guid id => BindUuid(statement, at, id),
            _ => throw new ArgumentException($"A parameter can't be a {value.GetType().Name}."),
        };
        if (state != DuckDBState.Success) throw new EventStoreException(NativeMethods.PreparedStatements.DuckDBPrepareError(statement));
    }

    private static DuckDBState BindUuid(DuckDBPreparedStatement statement, long at, Guid id)
    {
        var plain = DuckDbUuid.Plain(id);
        using var value = NativeMethods.Value.DuckDBCreateUuid(new DuckDBHugeInt((ulong)plain, (long)(ulong)(plain >> 64)));
        return NativeMethods.PreparedStatements.DuckDBBindValue(statement, at, value);
    }
}

/// <summary>A UUID as DuckDB stores it: a 128-bit integer, big-endian bytes, with the top bit flipped so that order of numbers is order of texts.</summary>
internal static class DuckDbUuid
{
    private static readonly UInt128 Top = UInt128.One << 127;

    public static UInt128 Plain(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static UInt128 Stored(Guid id) => Plain(id) ^ Top;

    public static Guid Read(UInt128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, stored ^ Top);
        return new Guid(bytes, bigEndian: true);
    }
}
