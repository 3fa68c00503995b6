using System.Security.Cryptography;

namespace Tandem.Insight.Ingest.Steps;

/// <summary>Event ids of clients whose ids are no UUIDs: version 5 (RFC 9562), so that the same message always gets the same id.</summary>
internal static class EventIds
{
    private static readonly byte[] Namespace = new Guid("6f1d3c1e-6f0c-5d0e-9a57-3b1f7d9c2a40").ToByteArray(bigEndian: true);

    public static Guid Of(ReadOnlySpan<byte> message)
    {
        Span<byte> hash = stackalloc byte[20];
        Span<byte> text = message.Length <= 496 ? stackalloc byte[16 + message.Length] : new byte[16 + message.Length];
        Namespace.CopyTo(text);
        message.CopyTo(text[16..]);
        SHA1.HashData(text, hash);
        hash[6] = (byte)(hash[6] & 0x0f | 0x50);
        hash[8] = (byte)(hash[8] & 0x3f | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>A UUID as it is, any other text by its hash; null for no text.</summary>
    public static Guid? Read(ReadOnlySpan<byte> text) =>
        text.IsEmpty ? null : System.Buffers.Text.Utf8Parser.TryParse(text, out Guid id, out var used) && used == text.Length && id != Guid.Empty ? id : Of(text);
}
