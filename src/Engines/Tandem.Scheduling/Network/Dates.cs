namespace Tandem.Scheduling;

/// <summary>What the passes fill, a value a node; wall minutes.</summary>
internal sealed class Dates
{
    /// <summary>No bound from below, no bound from above.</summary>
    public const long None = long.MinValue, Never = long.MaxValue;

    public Dates(int nodes) => (EarlyStart, EarlyFinish, LateStart, LateFinish, Driver) = (new long[nodes], new long[nodes], new long[nodes], new long[nodes], new int[nodes]);

    private Dates(Dates other)
    {
        (EarlyStart, EarlyFinish, LateStart, LateFinish) = ([.. other.EarlyStart], [.. other.EarlyFinish], [.. other.LateStart], [.. other.LateFinish]);
        (Driver, Finish, Ends) = ([.. other.Driver], other.Finish, other.Ends);
    }

    public long[] EarlyStart { get; }
    public long[] EarlyFinish { get; }
    public long[] LateStart { get; }
    public long[] LateFinish { get; }

    /// <summary>Index of the dependency that set the early dates, or a <see cref="DriverKind"/> as its negative.</summary>
    public int[] Driver { get; }

    /// <summary>Early dates as they were before as-late-as-possible activities moved, or null where none did.</summary>
    public (long[] Start, long[] Finish)? BeforeAlap { get; set; }

    /// <summary>The last early finish of all that takes part.</summary>
    public long Finish { get; set; } = None;

    /// <summary>The finish from which each frame's late dates run.</summary>
    public long[] Ends { get; private set; } = [];

    /// <summary>After the forward pass: where each plan ends. A frame with nothing in it ends with all.</summary>
    public void Close(Network net)
    {
        if (net.FrameOf is null)
        {
            Ends = [Finish];
            return;
        }
        Ends = new long[net.Frames.Length];
        Array.Fill(Ends, None);
        for (var v = 0; v < net.Count; v++)
        {
            if (net.Kind[v] == NodeKind.Leaf && !net.Activity(v).Inactive) Ends[net.FrameOf[v]] = Math.Max(Ends[net.FrameOf[v]], EarlyFinish[v]);
        }
        for (var f = 0; f < Ends.Length; f++) if (Ends[f] == None || net.Frames[f].Options.FloatToProgramFinish) Ends[f] = Finish;
    }

    public long EndOf(Network net, int node) => Ends[net.FrameOf is null ? 0 : net.FrameOf[node]];

    /// <summary>The same values in arrays of their own.</summary>
    public Dates Copy() => new(this);
}

/// <summary>What set an activity's early dates.</summary>
public enum DriverKind
{
    Link = 0,
    ProjectStart = 1,
    DataDate = 2,
    Constraint = 3,
    Actual = 4,
    Manual = 5,
    AsLateAsPossible = 6,
    Children = 7,
    Span = 8,

    /// <summary>A link to a plan that isn't there.</summary>
    External = 9,
}
