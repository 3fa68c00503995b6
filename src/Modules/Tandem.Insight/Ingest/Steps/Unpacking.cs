using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Tandem.Insight.Ingest.Steps;

/// <summary>
/// Step: gets at the JSON whatever way the client packed it. Headers are not asked: browsers send gzip as text/plain, RudderStack as a form.
/// In order: gzip (by its magic bytes), a form's <c>data=</c>, base64, and gzip once more inside of those.
/// </summary>
internal static class Unpacking
{
    /// <summary>A small body must not become a large one in memory.</summary>
    public const int UnpackedLimit = 40 << 20;

    /// <summary>Takes over <paramref name="body"/> and gives the JSON's bytes, valid UTF-8.</summary>
    public static PooledBytes Unpack(PooledBytes body)
    {
        var (bytes, unzipped) = (body, false);
        try
        {
            if (IsGzip(bytes.Span)) (bytes, unzipped) = (Swap(bytes, Gunzip(bytes.Memory)), true);
            if (bytes.Span.StartsWith("data="u8)) bytes = Swap(bytes, FormValue(bytes.Span));
            if (LooksLikeBase64(bytes.Span)) bytes = Swap(bytes, FromBase64(bytes.Span));
            if (IsGzip(bytes.Span))
            {
                if (unzipped) throw new IngestRefusal(400, DropReasons.NestedGzip);
                bytes = Swap(bytes, Gunzip(bytes.Memory));
                if (IsGzip(bytes.Span)) throw new IngestRefusal(400, DropReasons.NestedGzip);
            }
            if (!Utf8.IsValid(bytes.Span)) throw new IngestRefusal(400, DropReasons.BadEncoding);
            return Escapes.Clean(bytes);
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    /// <summary>Takes over <paramref name="body"/>, unzipped where it is gzip; forms inside are left alone.</summary>
    public static PooledBytes Unzip(PooledBytes body)
    {
        try
        {
            if (!IsGzip(body.Span)) return body;
            body = Swap(body, Gunzip(body.Memory));
            return IsGzip(body.Span) ? throw new IngestRefusal(400, DropReasons.NestedGzip) : body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    private static PooledBytes Swap(PooledBytes old, PooledBytes made)
    {
        old.Dispose();
        return made;
    }

    private static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes is [0x1f, 0x8b, ..];

    private static bool LooksLikeBase64(ReadOnlySpan<byte> bytes)
    {
        var trimmed = bytes.Trim(" \t\r\n"u8);
        return trimmed.Length >= 8 && trimmed[0] is not ((byte)'{' or (byte)'[' or (byte)'"') && Base64.IsValid(trimmed);
    }

    private static PooledBytes Gunzip(ReadOnlyMemory<byte> packed)
    {
        var made = new PooledBytes(Math.Clamp(packed.Length * 4, 4096, 1 << 20));
        try
        {
            MemoryMarshal.TryGetArray(packed, out var array);
            using var unzip = new GZipStream(new MemoryStream(array.Array!, array.Offset, array.Count, writable: false), CompressionMode.Decompress);
            while (unzip.Read(made.Room(8192)) is > 0 and var read)
            {
                made.Advance(read);
                if (made.Length > UnpackedLimit) throw new IngestRefusal(413, DropReasons.UnpackedTooLarge);
            }
            // the stream ends in silence where the file is cut off; its last four bytes tell the length
            return packed.Length >= 18 && BinaryPrimitives.ReadInt32LittleEndian(packed.Span[^4..]) == made.Length ? made : throw new InvalidDataException();
        }
        catch (InvalidDataException)
        {
            made.Dispose();
            throw new IngestRefusal(400, DropReasons.BadGzip);
        }
        catch
        {
            made.Dispose();
            throw;
        }
    }

    private static PooledBytes FormValue(ReadOnlySpan<byte> form)
    {
        var value = form["data="u8.Length..];
        if (value.IndexOf((byte)'&') is >= 0 and var end) value = value[..end];
        var made = new PooledBytes(value.Length + 1);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '%' && i + 2 < value.Length && Utf8Parser.TryParse(value.Slice(i + 1, 2), out byte coded, out var used, 'x') && used == 2)
            {
                made.Room()[0] = coded;
                i += 2;
            }
            else
            {
                made.Room()[0] = value[i] == '+' ? (byte)' ' : value[i];
            }
            made.Advance(1);
        }
        // in unescaped base64 a plus is a plus
        if (!made.Span.ContainsAny((byte)'{', (byte)'[')) made.Span.Replace((byte)' ', (byte)'+');
        return made;
    }

    private static PooledBytes FromBase64(ReadOnlySpan<byte> text)
    {
        var made = new PooledBytes(Base64.GetMaxDecodedFromUtf8Length(text.Length) + 4);
        var status = Base64.DecodeFromUtf8(text, made.Room(), out _, out var written);
        if (status == OperationStatus.Done)
        {
            made.Advance(written);
            return made;
        }
        made.Dispose();
        throw new IngestRefusal(400, DropReasons.BadEncoding);
    }
}
