using System.Text;

namespace Tandem.Scheduling.Files;

/// <summary>Bytes of a text file to characters: by byte order mark, by the zeros of UTF-16, as UTF-8 where that is valid, else as GB18030 (of which GBK is a part) or Windows-1252.</summary>
internal static class PlanText
{
    /// <exception cref="PlanFileException">Empty, larger than is taken, or no text.</exception>
    public static string Read(Stream stream)
    {
        using var memory = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > PlanFileLimits.TextBytes) throw new PlanFileException("too_large", $"The file is larger than {PlanFileLimits.TextBytes >> 20} MB.");
        }
        var bytes = memory.GetBuffer().AsSpan(0, (int)memory.Length);
        if (bytes.IsEmpty) throw new PlanFileException("empty_file", "The file is empty.");
        var text = Encode(bytes).GetString(bytes).TrimStart('\uFEFF');
        return text.AsSpan(0, Math.Min(text.Length, 4096)).Contains('\0') ? throw new PlanFileException("no_text", "The file is no text: it holds zero bytes.", 1) : text;
    }

    private static Encoding Encode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xFE])) return Encoding.Unicode;
        if (bytes.StartsWith<byte>([0xFE, 0xFF])) return Encoding.BigEndianUnicode;
        var sample = bytes[..Math.Min(bytes.Length & ~1, 4096)];
        var (even, odd) = (Zeros(sample, 0), Zeros(sample, 1));
        if (odd > 0 && even == 0 && HasLines(Encoding.Unicode, sample)) return Encoding.Unicode;
        if (even > 0 && odd == 0 && HasLines(Encoding.BigEndianUnicode, sample)) return Encoding.BigEndianUnicode;
        if (System.Text.Unicode.Utf8.IsValid(bytes)) return Encoding.UTF8;
        return CodePagesEncodingProvider.Instance.GetEncoding(TextLikelihood.IsChinese(bytes) ? 54936 : 1252)!;
    }

    /// <summary>In the right one of the two byte orders, line ends are line ends.</summary>
    private static bool HasLines(Encoding encoding, ReadOnlySpan<byte> sample) => encoding.GetString(sample).AsSpan().IndexOfAny('\r', '\n') >= 0;

    private static int Zeros(ReadOnlySpan<byte> bytes, int from)
    {
        var zeros = 0;
        for (var i = from; i < bytes.Length; i += 2) zeros += bytes[i] == 0 ? 1 : 0;
        return zeros;
    }
}
