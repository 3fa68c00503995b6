using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Tandem.Insight.Ingest.Log;

/// <summary>How a record lies in a segment: payload length and CRC-32C of the payload (both little-endian), then the payload.</summary>
internal static class RecordFrame
{
    public const int HeaderSize = 8;

    /// <summary>No record is longer; a larger length in a file is damage.</summary>
    public const int MaxPayload = 128 << 20;

    /// <summary>Bytes of the longest frame.</summary>
    public const int Longest = HeaderSize + MaxPayload;

    /// <summary>Fills in the header of a frame whose payload starts at <see cref="HeaderSize"/>.</summary>
    public static void Seal(Span<byte> frame)
    {
        var payload = frame[HeaderSize..];
        BinaryPrimitives.WriteInt32LittleEndian(frame, payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame[4..], Checksum(payload));
    }

    /// <summary>Length of the frame at the start of <paramref name="bytes"/>; 0 where it is not whole yet or damaged.</summary>
    public static int Whole(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize) return 0;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        if (length is <= 0 or > MaxPayload || bytes.Length - HeaderSize < length) return 0;
        var payload = bytes.Slice(HeaderSize, length);
        return Checksum(payload) == BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) ? HeaderSize + length : 0;
    }

    /// <summary>Bytes that the frame at the start claims to have; null where even its header is short or impossible.</summary>
    public static int? Claimed(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderSize) return null;
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return length is <= 0 or > MaxPayload ? null : HeaderSize + length;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var word in MemoryMarshal.Cast<byte, ulong>(bytes)) crc = BitOperations.Crc32C(crc, word);
        foreach (var rest in bytes[(bytes.Length & ~7)..]) crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
