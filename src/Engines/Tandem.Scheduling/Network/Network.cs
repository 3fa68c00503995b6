using System.Runtime.CompilerServices;

namespace Tandem.Scheduling;

/// <summary>What a node of the network stands for.</summary>
internal enum NodeKind : byte
{
    /// <summary>An activity or milestone.</summary>
    Leaf,

    /// <summary>A summary as predecessor: the first start and last finish of what is under it.</summary>
    Exit,

    /// <summary>A summary as successor: the bounds that its links and dates put on all that is under it.</summary>
    Enter,

    /// <summary>Takes no part in the passes: a level of effort, spanned afterwards.</summary>
    Aside,
}

/// <summary>Links of the plan, and the two that tie a summary to what is under it.</summary>
internal enum Tie : byte { FinishStart, StartStart, FinishFinish, StartFinish, Enter, Exit }

/// <summary>A link between a level of effort (index in <see cref="Network.Aside"/>) and a row; <paramref name="Into"/> where the level is its successor.</summary>
internal readonly record struct AsideLink(int Level, int Row, LinkType Type, bool Into, long Lag, WorkCalendar Calendar);

/// <summary>
/// A plan as arrays: nodes 0…Count−1 are its activities, further ones the entries of summaries. Links lie in the order of their
/// successors, so that node v's are <c>In[v]…In[v+1]</c>; those that leave it are <c>Out[OutFrom[v]…OutFrom[v+1]]</c>.
/// </summary>
internal sealed record Network
{
    public required Plan Plan { get; init; }

    /// <summary>The plans it is made of; mostly one. <see cref="FrameOf"/> is null then, else the frame of each node.</summary>
    public required PlanFrame[] Frames { get; init; }
    public required ushort[]? FrameOf { get; init; }
    public SchedulingPolicy Policy => Frames[0].Policy;

    /// <summary>Number of activities.</summary>
    public required int Count { get; init; }
    public required NodeKind[] Kind { get; init; }

    /// <summary>Index of the activity behind each node.</summary>
    public required int[] Row { get; init; }

    /// <summary>Index of the summary above each activity, or −1.</summary>
    public required int[] Parent { get; init; }

    /// <summary>Rows that are spanned after the passes, and the links that say what they span.</summary>
    public required int[] Aside { get; init; }
    public required AsideLink[] AsideLinks { get; init; }

    /// <summary>Summaries, each after the summaries under it.</summary>
    public required int[] Summaries { get; init; }
    public required WorkCalendar[] Calendar { get; init; }

    /// <summary>What float counts in: the activity's working time, also where its duration runs round the clock.</summary>
    public required WorkCalendar[] Measure { get; init; }

    /// <summary>Not begun, without dates of its own: only links and the plan place it.</summary>
    public required bool[] Plain { get; init; }
    public required bool[] Complete { get; init; }

    /// <summary>From start to finish, gaps included; what remains of it likewise.</summary>
    public required long[] Duration { get; init; }
    public required long[] Remaining { get; init; }

    public required int[] From { get; init; }
    public required int[] To { get; init; }
    public required Tie[] Ties { get; init; }

    /// <summary>Minutes of lag, in the calendar beside it.</summary>
    public required long[] Lag { get; init; }
    public required WorkCalendar[] LagCalendar { get; init; }

    /// <summary>Index of the plan's dependency, or −1.</summary>
    public required int[] Source { get; init; }
    public required int[] In { get; init; }
    public required int[] OutFrom { get; init; }
    public required int[] Out { get; init; }

    /// <summary>Nodes, each after all it depends on.</summary>
    public required int[] Order { get; init; }

    /// <summary>Where each node stands in <see cref="Order"/>.</summary>
    public int[] Place => places ??= TopologicalOrder.Places(Order);
    private int[]? places;

    public int Nodes => Kind.Length;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public PlanFrame Frame(int node) => FrameOf is null ? Frames[0] : Frames[FrameOf[node]];
    public Activity Activity(int node) => Plan.Activities[Row[node]];

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Lagged(int link, long at) => Lag[link] == 0 ? at : LagCalendar[link].Add(at, Lag[link]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Unlagged(int link, long at) => Lag[link] == 0 ? at : LagCalendar[link].Add(at, -Lag[link]);
    public bool HasSuccessor(int node)
    {
        for (var o = OutFrom[node]; o < OutFrom[node + 1]; o++)
        {
            if (Ties[Out[o]] != Tie.Exit) return true;
        }
        return false;
    }
}
