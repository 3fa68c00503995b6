namespace Tandem.Scheduling;

/// <summary>
/// Finds places in a sorted list, mostly in one step: the range is cut into as many equal buckets as the list is long, each knowing where its
/// part of the list begins.
/// </summary>
internal sealed class Buckets
{
    private readonly long[] values;
    private readonly int[] starts;
    private readonly long first, last;
    private readonly double scale;

    public Buckets(long[] values)
    {
        this.values = values;
        if (values.Length == 0)
        {
            (first, last, starts) = (0, -1, []);
            return;
        }
        (first, last) = (values[0], values[^1]);
        scale = values.Length / (last - first + 1.0);
        starts = new int[values.Length + 2];
        for (int i = 0, bucket = 0; bucket <= values.Length + 1; bucket++)
        {
            while (i < values.Length && Bucket(values[i]) < bucket) i++;
            starts[bucket] = i;
        }
    }

    /// <summary>Index of the first value that is at least this one; the list's length where none is.</summary>
    public int FirstFrom(long value)
    {
        if (value > last) return values.Length;
        if (value <= first) return 0;
        var bucket = Bucket(value);
        var (low, high) = (starts[bucket], starts[bucket + 1]);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (values[middle] < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    private int Bucket(long value) => (int)((value - first) * scale);
}
