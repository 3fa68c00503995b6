using System.Buffers.Binary;

namespace Tandem.Contracts.Ids;

/// <summary>
/// GUIDs of version 7 (RFC 9562) that this process never gives out of order: .NET's own are random within a millisecond, and messages are delivered in the order of
/// their ids. The 12 bits after the milliseconds count on (RFC 9562, 6.2, method 1).
/// </summary>
internal static class OrderedGuid
{
    private static long _last;

    public static Guid New()
    {
        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
        var now = (BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16) << 12;
        long last, next;
        do
        {
            last = Volatile.Read(ref _last);
            next = now > last ? now : last + 1;
        }
        while (Interlocked.CompareExchange(ref _last, next, last) != last);
        BinaryPrimitives.WriteInt64BigEndian(bytes, ((next >> 12) << 16) | 0x7000 | (next & 0xFFF));
        return new Guid(bytes, bigEndian: true);
    }
}
