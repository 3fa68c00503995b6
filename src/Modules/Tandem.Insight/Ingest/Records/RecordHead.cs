using System.Runtime.InteropServices;
using Tandem.Contracts.Ids;

namespace Tandem.Insight.Ingest.Records;

internal enum RecordKind : byte
{
    Events = 1,
    Persons = 2,
}

/// <summary>Starts every payload: kind (1 byte), product (16), time of receipt in microseconds UTC (8).</summary>
internal readonly record struct RecordHead(RecordKind Kind, ProductId Product, long Received)
{
    public const int Size = 25;

    public void Write(Log.RecordBuffer into)
    {
        into.Write((byte)Kind);
        into.Write(Product.Value);
        into.Write(Received);
    }

    public static RecordHead Read(ReadOnlySpan<byte> payload) => new(
        (RecordKind)payload[0], new ProductId(MemoryMarshal.Read<Guid>(payload[1..])), MemoryMarshal.Read<long>(payload[17..]));
}
