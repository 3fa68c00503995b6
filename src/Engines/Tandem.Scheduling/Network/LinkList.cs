namespace Tandem.Scheduling;

/// <summary>Links while a network is built, and the way they are sorted.</summary>
internal sealed class LinkList(int capacity)
{
    private readonly List<int> from = new(capacity), to = new(capacity), source = new(capacity);
    private readonly List<Tie> ties = new(capacity);
    private readonly List<long> lag = new(capacity);
    private readonly List<WorkCalendar> calendar = new(capacity);

    public void Add(int from, int to, Tie tie, long lag = 0, WorkCalendar? calendar = null, int source = -1)
    {
        this.from.Add(from);
        this.to.Add(to);
        ties.Add(tie);
        this.lag.Add(lag);
        this.calendar.Add(calendar ?? WorkCalendar.Elapsed);
        this.source.Add(source);
    }

    /// <summary>Counting sort by successor, then an index by predecessor: linear in nodes and links.</summary>
    public SortedLinks SortBySuccessor(int nodes)
    {
        var (starts, order) = Group(to, nodes);
        var sorted = new SortedLinks
        {
            From = Pick(from, order), To = Pick(to, order), Ties = Pick(ties, order), Lag = Pick(lag, order), Calendar = Pick(calendar, order), Source = Pick(source, order), In = starts,
        };
        (sorted.OutFrom, sorted.Out) = Group(sorted.From, nodes);
        return sorted;
    }

    private static (int[] Starts, int[] Order) Group(IReadOnlyList<int> by, int groups)
    {
        var starts = new int[groups + 1];
        for (var i = 0; i < by.Count; i++) starts[by[i] + 1]++;
        for (var g = 0; g < groups; g++) starts[g + 1] += starts[g];
        var next = starts.AsSpan(0, groups).ToArray();
        var order = new int[by.Count];
        for (var i = 0; i < by.Count; i++) order[next[by[i]]++] = i;
        return (starts, order);
    }

    private static T[] Pick<T>(List<T> values, int[] order)
    {
        var picked = new T[order.Length];
        for (var i = 0; i < order.Length; i++) picked[i] = values[order[i]];
        return picked;
    }
}

/// <summary>Links in the order of their successors, as <see cref="Network"/> holds them.</summary>
internal sealed class SortedLinks
{
    public required int[] From { get; init; }
    public required int[] To { get; init; }
    public required Tie[] Ties { get; init; }
    public required long[] Lag { get; init; }
    public required WorkCalendar[] Calendar { get; init; }
    public required int[] Source { get; init; }
    public required int[] In { get; init; }
    public int[] OutFrom { get; set; } = [];
    public int[] Out { get; set; } = [];
}
