using Tandem.Metrics.Time;

namespace Tandem.Metrics.Funnels;

/// <summary>Persons who reached each step, the times between steps, and the first so many persons at and lost before each step.</summary>
public sealed class StepCounts(int steps, int peopleLimit)
{
    private readonly List<long>[] _gaps = [.. Enumerable.Range(0, steps).Select(_ => new List<long>())];

    public int[] Counts { get; } = new int[steps];

    public List<int>[] At { get; } = [.. Enumerable.Range(0, steps).Select(_ => new List<int>())];

    /// <summary>Persons who reached the step before and not this one.</summary>
    public List<int>[] Lost { get; } = [.. Enumerable.Range(0, steps).Select(_ => new List<int>())];

    public void Add(int person, Reached reached)
    {
        for (var step = 0; step < reached.Level; step++)
        {
            Counts[step]++;
            if (step > 0) _gaps[step].Add(reached.Times[step] - reached.Times[step - 1]);
            if (At[step].Count < peopleLimit) At[step].Add(person);
        }
        if (reached.Level > 0 && reached.Level < steps && Lost[reached.Level].Count < peopleLimit) Lost[reached.Level].Add(person);
    }

    public void Add(StepCounts other)
    {
        for (var step = 0; step < steps; step++)
        {
            Counts[step] += other.Counts[step];
            _gaps[step].AddRange(other._gaps[step]);
        }
    }

    /// <summary>Mean seconds from the step before; null for step 1 and where nobody came.</summary>
    public double?[] Means() => [.. _gaps.Select(g => g.Count == 0 ? (double?)null : g.Average() / ZoneTable.Second)];

    /// <summary>Median seconds from the step before, between the middle two where their number is even.</summary>
    public double?[] Medians() => [.. _gaps.Select(Median)];

    private static double? Median(List<long> gaps)
    {
        if (gaps.Count == 0) return null;
        gaps.Sort();
        return (gaps[(gaps.Count - 1) / 2] + gaps[gaps.Count / 2]) / 2.0 / ZoneTable.Second;
    }
}
