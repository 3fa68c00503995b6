namespace Tandem.Scheduling.Levelling;

/// <summary>
/// Longest ways between the starts of all activities, a beginning before all and an end after all. A further lag changes what it lengthens and can be taken back.
/// </summary>
internal sealed class Distances
{
    /// <summary>No way: far below any sum of lags.</summary>
    public const int None = int.MinValue / 4;
    private readonly int nodes;
    private readonly int[] way;
    private readonly Stack<(int Place, int Before)> trail = [];

    public Distances(LagProject project)
    {
        var work = project.Work;
        (Begin, End, nodes) = (work.Count, work.Count + 1, work.Count + 2);
        way = new int[nodes * nodes];
        Array.Fill(way, None);
        var arcs = project.Lags.Concat(Enumerable.Range(0, work.Count).SelectMany(i => new TimeLag[] { new(Begin, i, 0), new(i, End, work.Duration[i]) })).Append(new(Begin, End, 0)).ToLookup(l => l.From);
        TimeLag[][] leaving = [.. Enumerable.Range(0, nodes).Select(v => arcs[v].ToArray())];
        for (var from = 0; from < nodes; from++) Spread(from, leaving);
    }

    public int Begin { get; }
    public int End { get; }

    /// <summary>Time units from one start to another at least.</summary>
    public int this[int from, int to] => way[from * nodes + to];

    /// <summary>Where the changes made so far end.</summary>
    public int Mark => trail.Count;

    /// <summary>Adds a lag; false where it contradicts the others, and then nothing changes.</summary>
    public bool Add(int from, int to, int lag)
    {
        if (this[from, to] >= lag) return true;
        if (this[to, from] + lag > 0) return false;
        var ahead = way.AsSpan(to * nodes, nodes).ToArray();
        for (var x = 0; x < nodes; x++)
        {
            var upTo = this[x, from] + lag;
            if (this[x, from] == None || upTo <= this[x, to]) continue;
            for (var y = 0; y < nodes; y++)
            {
                var place = x * nodes + y;
                if (ahead[y] == None || upTo + ahead[y] <= way[place]) continue;
                trail.Push((place, way[place]));
                way[place] = upTo + ahead[y];
            }
        }
        return true;
    }

    /// <summary>Takes back what was added since the mark.</summary>
    public void Undo(int mark)
    {
        while (trail.Count > mark)
        {
            var (place, before) = trail.Pop();
            way[place] = before;
        }
    }

    /// <summary>Activities mostly stand in the order of their lags: a round over them goes as far as no lag leads back.</summary>
    private void Spread(int source, TimeLag[][] leaving)
    {
        var reached = way.AsSpan(source * nodes, nodes);
        reached[source] = 0;
        for (var again = true; again;)
        {
            again = false;
            for (var from = 0; from < nodes; from++)
            {
                if (reached[from] == None) continue;
                foreach (var arc in leaving[from])
                {
                    if (reached[from] + arc.Lag <= reached[arc.To]) continue;
                    reached[arc.To] = reached[from] + arc.Lag;
                    again |= arc.To <= from;
                }
            }
        }
    }
}
