using System.Buffers.Text;

namespace Tandem.Insight.Ingest.Families.Reading;

/// <summary>Text of addresses and forms: <c>%20</c> and <c>+</c>.</summary>
internal static class UrlText
{
    public static byte[] Unescape(ReadOnlySpan<byte> text)
    {
        if (!text.ContainsAny((byte)'%', (byte)'+')) return text.ToArray();
        var made = new byte[text.Length];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && Utf8Parser.TryParse(text.Slice(i + 1, 2), out byte coded, out var used, 'x') && used == 2)
            {
                made[length++] = coded;
                i += 2;
            }
            else
            {
                made[length++] = text[i] == '+' ? (byte)' ' : text[i];
            }
        }
        return made[..length];
    }
}
