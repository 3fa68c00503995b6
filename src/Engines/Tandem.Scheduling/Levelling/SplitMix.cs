namespace Tandem.Scheduling;

/// <summary>SplitMix64 (Steele, Lea, Flood 2014): a small generator that gives the same numbers on every machine, and the mixing function that makes independent streams from counters.</summary>
internal struct SplitMix(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;
    private ulong state = seed;

    public static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>Draw number <paramref name="index"/> of the stream with this key, without the draws before it.</summary>
    public static ulong At(ulong key, int index) => Mix(key + Golden * ((ulong)(uint)index + 1));

    /// <summary>Strictly between 0 and 1.</summary>
    public static double Unit(ulong bits) => ((bits >> 11) + 0.5) * (1.0 / (1UL << 53));

    public ulong Next() => Mix(state += Golden);

    public double NextUnit() => Unit(Next());

    /// <summary>0 … <paramref name="below"/> − 1.</summary>
    public int NextInt(int below) => (int)(((Next() >> 32) * (ulong)below) >> 32);
}
