using System.Numerics;

namespace Tandem.Scheduling;

/// <summary>A set of positions that is emptied in order while it grows; taking all costs a look at each 64 positions and one step a mark.</summary>
internal struct Marks(int size)
{
    private readonly ulong[] words = new ulong[(size + 63) / 64];

    public readonly void Add(int position) => words[position >> 6] |= 1UL << (position & 63);

    /// <summary>Takes the first mark from this position on; −1 where there is none.</summary>
    public readonly int TakeFrom(int position)
    {
        for (var w = position >> 6; w < words.Length; w++)
        {
            var word = w == position >> 6 ? words[w] & (ulong.MaxValue << (position & 63)) : words[w];
            if (word == 0) continue;
            var at = (w << 6) + BitOperations.TrailingZeroCount(word);
            words[w] &= ~(1UL << (at & 63));
            return at;
        }
        return -1;
    }

    /// <summary>Takes the last mark up to this position; −1 where there is none.</summary>
    public readonly int TakeBackFrom(int position)
    {
        for (var w = position >> 6; w >= 0; w--)
        {
            var word = w == position >> 6 ? words[w] & (ulong.MaxValue >> (63 - (position & 63))) : words[w];
            if (word == 0) continue;
            var at = (w << 6) + 63 - BitOperations.LeadingZeroCount(word);
            words[w] &= ~(1UL << (at & 63));
            return at;
        }
        return -1;
    }
}
