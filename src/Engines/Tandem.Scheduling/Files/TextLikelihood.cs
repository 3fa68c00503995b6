using System.Buffers;

namespace Tandem.Scheduling.Files;

/// <summary>
/// Whether bytes that are no UTF-8 are more likely Chinese in GB18030 or Western in Windows-1252. Both readings are weighed character by character with rough costs in nats
/// (the negative logarithm of how often such a character stands in plans of that kind); the cheaper reading wins. A sequence that a reading doesn't have costs much, so
/// one broken byte does not turn a whole file. Ranges of GB18030-2005: two bytes 81–FE, 40–7E or 80–FE; four bytes 81–FE, 30–39, 81–FE, 30–39.
/// </summary>
internal static class TextLikelihood
{
    private const int Broken = 20, CommonHanzi = 8, UncommonHanzi = 12, RareHanzi = 15, BesideLetter = 2;
    private const int Lower = 4, Upper = 5, UsualSign = 5, OtherLetter = 7, OtherSign = 9, BesideAccent = 4, CapitalAfterSmall = 4;

    /// <summary>€ … ‘ ’ “ ” • – — nbsp § © « ® ° · » of Windows-1252.</summary>
    private static readonly SearchValues<byte> Usual = SearchValues.Create(0x80, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0, 0xA7, 0xA9, 0xAB, 0xAE, 0xB0, 0xB7, 0xBB);

    /// <summary>Places of Windows-1252 where nothing stands.</summary>
    private static readonly SearchValues<byte> Empty = SearchValues.Create(0x81, 0x8D, 0x8F, 0x90, 0x9D);

    /// <summary>À Ä Å Ç È É Ê Ñ Ó Ö Ø Ü and the small ones of most languages' words; what is left are letters of few.</summary>
    private static readonly SearchValues<byte> Capitals = SearchValues.Create(0xC0, 0xC1, 0xC4, 0xC5, 0xC7, 0xC8, 0xC9, 0xCA, 0xD1, 0xD3, 0xD6, 0xD8, 0xDA, 0xDC);

    public static bool IsChinese(ReadOnlySpan<byte> bytes) => Chinese(bytes) < Western(bytes);

    private static long Chinese(ReadOnlySpan<byte> bytes)
    {
        var cost = 0L;
        for (var at = 0; at < bytes.Length;)
        {
            if (bytes[at] < 0x80)
            {
                at++;
                continue;
            }
            var (length, own) = Hanzi(bytes[at..]);
            if (at > 0 && char.IsAsciiLetter((char)bytes[at - 1])) cost += BesideLetter;
            at += length;
            if (at < bytes.Length && char.IsAsciiLetter((char)bytes[at])) cost += BesideLetter;
            cost += own;
        }
        return cost;
    }

    /// <summary>The length of the character that begins here and what it costs: GB2312's signs and first level, its second level, all others.</summary>
    private static (int Length, int Cost) Hanzi(ReadOnlySpan<byte> bytes)
    {
        if (bytes[0] is 0x80 or 0xFF || bytes.Length < 2) return (1, Broken);
        var (lead, trail) = (bytes[0], bytes[1]);
        if (trail is >= 0x30 and <= 0x39) return bytes.Length >= 4 && bytes[2] is >= 0x81 and <= 0xFE && bytes[3] is >= 0x30 and <= 0x39 ? (4, RareHanzi) : (1, Broken);
        if (trail is < 0x40 or 0x7F or 0xFF) return (1, Broken);
        if (trail < 0xA1) return (2, RareHanzi);
        return (2, lead switch { >= 0xA1 and <= 0xA3 or >= 0xB0 and <= 0xD7 => CommonHanzi, >= 0xD8 and <= 0xF7 => UncommonHanzi, _ => RareHanzi });
    }

    private static long Western(ReadOnlySpan<byte> bytes)
    {
        var (cost, before) = (0L, (byte)0);
        foreach (var b in bytes)
        {
            if (b >= 0x80) cost += Sign(b) + (before >= 0x80 ? BesideAccent : 0);
            else if (before >= 0xDF && char.IsAsciiLetterUpper((char)b)) cost += CapitalAfterSmall;
            before = b;
        }
        return cost;
    }

    private static int Sign(byte b) => Empty.Contains(b) ? Broken : Usual.Contains(b) ? UsualSign : b < 0xC0 ? OtherSign
        : b is 0xD0 or 0xD7 or 0xDE or 0xF0 or 0xF7 or 0xFE ? OtherLetter : b >= 0xDF ? Lower : Capitals.Contains(b) ? Upper : OtherLetter;
}
