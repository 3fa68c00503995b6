using System.Globalization;

namespace Tandem.Insight.Ingest.Steps;

/// <summary>Replaces JSON escapes that no text may hold (lone surrogates, NUL) by U+FFFD; databases and other readers choke on them.</summary>
internal static class Escapes
{
    public static PooledBytes Clean(PooledBytes json)
    {
        Clean(json.Span);
        return json;
    }

    public static void Clean(Span<byte> bytes)
    {
        if (bytes.IndexOf("\\ud"u8) < 0 && bytes.IndexOf("\\uD"u8) < 0 && bytes.IndexOf("\\u0000"u8) < 0) return;
        for (var at = bytes.IndexOf((byte)'\\'); at >= 0 && at + 1 < bytes.Length;)
        {
            var length = 2;
            if (Unit(bytes[at..]) is { } unit)
            {
                length = 6;
                if (char.IsHighSurrogate(unit) && Unit(bytes[(at + 6)..]) is { } low && char.IsLowSurrogate(low)) length = 12;
                else if (char.IsSurrogate(unit) || unit == 0) "\\ufffd"u8.CopyTo(bytes[at..]);
            }
            var next = at + length >= bytes.Length ? -1 : bytes[(at + length)..].IndexOf((byte)'\\');
            at = next < 0 ? -1 : at + length + next;
        }
    }

    /// <summary>The UTF-16 unit of a <c>\uXXXX</c> at the start; null where there is none.</summary>
    private static char? Unit(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= 6 && bytes[0] == '\\' && bytes[1] == 'u' && ushort.TryParse(bytes.Slice(2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : null;
}
