using System.Collections;

namespace Tandem.Scheduling.Risk;

/// <summary>When the plan, or a watched row of it, finished in the runs of a simulation: in their order, and what is said of all of them. Wall clock.</summary>
public sealed class RunFinishes : IReadOnlyList<DateTime>
{
    private readonly DateTime[] runs;
    private readonly DateTime[] sorted;

    /// <param name="runs">One finish for each run; at least one.</param>
    public RunFinishes(IEnumerable<DateTime> runs)
    {
        this.runs = [.. runs];
        sorted = [.. this.runs];
        Array.Sort(sorted);
    }

    public int Count => runs.Length;

    public DateTime this[int run] => runs[run];

    /// <summary>Earliest first.</summary>
    internal IReadOnlyList<DateTime> Sorted => sorted;

    /// <summary>The first finish by which at least this share of runs (0–1) is done.</summary>
    public DateTime At(double share) => sorted[Place(share, sorted.Length)];

    /// <summary>The share of runs (0–1) done by a time, that included.</summary>
    public double DoneBy(DateTime time)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= time) low = middle + 1;
            else high = middle;
        }
        return (double)low / sorted.Length;
    }

    /// <summary>The days on which runs finished, in order: how many did, and the share (0–1) done by the day's end.</summary>
    public IReadOnlyList<(DateOnly Day, int Runs, double Done)> Days
    {
        get
        {
            var (days, done) = (new List<(DateOnly, int, double)>(), 0);
            foreach (var day in sorted.GroupBy(DateOnly.FromDateTime)) days.Add((day.Key, day.Count(), (double)(done += day.Count()) / sorted.Length));
            return days;
        }
    }

    /// <summary>The share of runs (0–1) in which this finished no earlier than another, run by run.</summary>
    /// <param name="other">Of the same simulation.</param>
    public double NotBefore(RunFinishes other) => (double)runs.Zip(other.runs).Count(run => run.First >= run.Second) / runs.Length;

    public IEnumerator<DateTime> GetEnumerator() => ((IEnumerable<DateTime>)runs).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Where in a sorted list the least value stands that this share of all does not exceed.</summary>
    internal static int Place(double share, int runs) => Math.Clamp((int)Math.Ceiling(share * runs - 1e-9) - 1, 0, runs - 1);
}
