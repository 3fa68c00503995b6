namespace Tandem.Scheduling;

/// <summary>
/// Float, in working minutes of each activity's own calendar, also of those whose duration is elapsed time. Total float says what is critical and is measured
/// with the dates; free, start and finish float follow from a row's own dates and its successors' and are worked out where they are asked for.
/// </summary>
internal sealed class Floats
{
    private readonly Network net;
    private readonly Dates dates;
    private readonly int[] total;
    private const int Missing = int.MinValue;

    public Floats(Network net, Dates dates)
    {
        (this.net, this.dates) = (net, dates);
        (total, Critical) = (new int[net.Count], new bool[net.Count]);
    }

    public bool[] Critical { get; }
    public long? Total(int i) => total[i] == Missing ? null : total[i];
    public long? Free(int i) => total[i] == Missing ? null : !net.Plain[i] && IsSettled(net.Plan.Activities[i]) ? 0 : FreeOf(i, total[i]);

    public void Run()
    {
        for (var i = 0; i < net.Count; i++) Set(i);
        Mark();
    }

    /// <summary>The floats of an earlier schedule, but anew for these rows.</summary>
    public void RunFrom(Floats before, bool[] rows)
    {
        before.total.CopyTo(total, 0);
        for (var i = 0; i < net.Count; i++) if (rows[i]) Set(i);
        Mark();
    }

    private void Set(int i) => total[i] = net.Plain[i] ? Whole(WholeOf(i)) : Special(i, net.Plan.Activities[i]);

    private void Mark()
    {
        for (var i = 0; i < net.Count; i++)
        {
            Critical[i] = net.Kind[i] == NodeKind.Leaf && total[i] != Missing && total[i] <= net.Frame(i).Options.CriticalFloat && (net.Plain[i] || CanBeCritical(net.Plan.Activities[i]));
        }
        if (net.Frames.Any(f => f.Options.CriticalIsLongestPath)) new LongestPath(net, dates).Mark(Critical);
        for (var i = 0; i < net.Count; i++)
        {
            if (net.Kind[i] == NodeKind.Leaf && Critical[i]) MarkAbove(i);
        }
    }

    /// <summary>Where both late dates moved together, start and finish float are the same and one is enough.</summary>
    private long WholeOf(int i)
    {
        var (calendar, policy) = (net.Measure[i], net.Frame(i).Policy);
        var together = net.Kind[i] == NodeKind.Leaf && !policy.StartLinksSpareLateFinish && ReferenceEquals(calendar, net.Calendar[i]);
        return together || policy.Total == FloatBasis.Finish ? FinishFloat(i) : TotalOf(i, started: false);
    }

    private int Special(int i, Activity activity) => activity.IsComplete && !net.Frame(i).Policy.CompletedHaveFloat ? Missing
        : IsSettled(activity) ? 0
        : Whole(TotalOf(i, activity.IsStarted));

    /// <summary>Done, or a placeholder: no float.</summary>
    private static bool IsSettled(Activity activity) => activity.IsComplete || activity.Manual is { Placeholder: true };

    private static bool CanBeCritical(Activity activity) => activity is { IsComplete: false, Inactive: false } && activity.Manual is not { Placeholder: true };

    private static int Whole(long minutes) => (int)Math.Clamp(minutes, int.MinValue + 1, int.MaxValue);

    /// <summary>Moves as-late-as-possible activities by their free float, the last first.</summary>
    public void TakeFree()
    {
        for (var o = net.Order.Length - 1; o >= 0; o--)
        {
            var i = net.Order[o];
            if (net.Kind[i] != NodeKind.Leaf || net.Plain[i] || net.Frame(i).Policy.AlapTakesTotalFloat || net.Activity(i) is not { IsAlap: true, IsStarted: false }) continue;
            var whole = TotalOf(i, started: false);
            var take = Math.Min(FreeOf(i, whole), whole);
            if (take <= 0) continue;
            var calendar = net.Calendar[i];
            dates.EarlyStart[i] = calendar.NextWork(calendar.Add(dates.EarlyStart[i], take));
            dates.EarlyFinish[i] = calendar.Add(dates.EarlyFinish[i], take);
            dates.Driver[i] = -(int)DriverKind.AsLateAsPossible;
        }
    }

    private void MarkAbove(int i)
    {
        for (var up = net.Parent[i]; up >= 0 && !Critical[up]; up = net.Parent[up]) Critical[up] = true;
    }

    public long StartFloat(int i) => net.Measure[i].Between(dates.EarlyStart[i], dates.LateStart[i]);

    public long FinishFloat(int i) => dates.LateFinish[i] == dates.EarlyFinish[i] ? 0 : net.Measure[i].Between(dates.EarlyFinish[i], dates.LateFinish[i]);

    private long TotalOf(int i, bool started) => started ? FinishFloat(i) : net.Frame(i).Policy.Total switch
    {
        FloatBasis.Start => StartFloat(i),
        FloatBasis.Finish => FinishFloat(i),
        _ => Math.Min(StartFloat(i), FinishFloat(i)),
    };

    /// <summary>How far the activity may slip before the first link that leaves it moves its successor; without one, to the plan's finish or as the total float. Never negative.</summary>
    private long FreeOf(int i, long whole)
    {
        var (byStart, byFinish) = (Dates.Never, Dates.Never);
        foreach (var k in net.Out.AsSpan(net.OutFrom[i]..net.OutFrom[i + 1]))
        {
            var row = net.Row[net.To[k]];
            if (net.Complete[row]) continue;
            switch (net.Ties[k])
            {
                case Tie.FinishStart: byFinish = Math.Min(byFinish, net.Unlagged(k, dates.EarlyStart[row])); break;
                case Tie.FinishFinish: byFinish = Math.Min(byFinish, net.Unlagged(k, dates.EarlyFinish[row])); break;
                case Tie.StartStart: byStart = Math.Min(byStart, net.Unlagged(k, dates.EarlyStart[row])); break;
                case Tie.StartFinish: byStart = Math.Min(byStart, net.Unlagged(k, dates.EarlyFinish[row])); break;
            }
        }
        if (byStart == Dates.Never && byFinish == Dates.Never)
        {
            if (!net.Frame(i).Policy.OpenEndsFreeToFinish) return Math.Max(0, whole);
            byFinish = dates.EndOf(net, i);
        }
        return Math.Max(0, Math.Min(Left(i, dates.EarlyStart[i], byStart), Left(i, dates.EarlyFinish[i], byFinish)));
    }

    /// <summary>Working time from one instant to a later one, nothing where it isn't later: work is only counted where there is some.</summary>
    private long Left(int i, long from, long to) => to == Dates.Never ? to : to <= from ? 0 : net.Measure[i].Between(from, to);
}
