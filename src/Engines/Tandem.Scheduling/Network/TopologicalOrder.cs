namespace Tandem.Scheduling;

/// <summary>Kahn's order, and the loop where there is none.</summary>
internal static class TopologicalOrder
{
    /// <param name="refuse">Makes the exception from the nodes of a loop in link order.</param>
    public static int[] Of(SortedLinks links, int nodes, Func<IReadOnlyList<int>, Exception> refuse)
    {
        var waiting = new int[nodes];
        var order = new int[nodes];
        var (head, tail) = (0, 0);
        for (var v = 0; v < nodes; v++)
        {
            waiting[v] = links.In[v + 1] - links.In[v];
            if (waiting[v] == 0) order[tail++] = v;
        }
        while (head < tail)
        {
            var v = order[head++];
            for (var o = links.OutFrom[v]; o < links.OutFrom[v + 1]; o++)
            {
                var to = links.To[links.Out[o]];
                if (--waiting[to] == 0) order[tail++] = to;
            }
        }
        return tail == nodes ? order : throw refuse(Loop(links, waiting));
    }

    /// <summary>The position of each node in an order.</summary>
    public static int[] Places(int[] order)
    {
        var places = new int[order.Length];
        for (var i = 0; i < order.Length; i++) places[order[i]] = i;
        return places;
    }

    /// <summary>Every node still waiting has a predecessor still waiting: walking back must come round.</summary>
    private static List<int> Loop(SortedLinks links, int[] waiting)
    {
        var at = Array.FindIndex(waiting, w => w > 0);
        var seen = new HashSet<int>();
        while (seen.Add(at)) at = Before(at);
        var loop = new List<int> { at };
        for (var v = Before(at); v != at; v = Before(v)) loop.Add(v);
        loop.Reverse();
        return loop;

        int Before(int v)
        {
            var k = links.In[v];
            while (waiting[links.From[k]] == 0) k++;
            return links.From[k];
        }
    }
}
