namespace Tandem.Scheduling.Levelling;

/// <summary>Who holds a resource when: stretches of its working minutes in order of their start, each knowing how far those up to it reach, so that a question costs what it finds.</summary>
internal sealed class Holdings
{
    private readonly (long From, long To, int Activity)[] stretches;
    private readonly long[] reach;

    public Holdings(IEnumerable<(long From, long To, int Activity)> stretches)
    {
        this.stretches = [.. stretches.OrderBy(s => s.From)];
        reach = new long[this.stretches.Length];
        for (var i = 0; i < reach.Length; i++) reach[i] = Math.Max(this.stretches[i].To, i == 0 ? long.MinValue : reach[i - 1]);
    }

    /// <summary>Keys of the activities that hold the resource within these minutes, in order.</summary>
    public IReadOnlyList<int> Within(long from, long to)
    {
        var (low, high) = (0, stretches.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (stretches[middle].From < to) low = middle + 1;
            else high = middle;
        }
        var found = new SortedSet<int>();
        for (var i = low - 1; i >= 0 && reach[i] > from; i--) if (stretches[i].To > from) found.Add(stretches[i].Activity);
        return [.. found];
    }
}
