namespace Tandem.Scheduling;

/// <summary>Float, in working minutes of each activity's own calendar, also of those whose duration is elapsed time.</summary>
internal sealed class Floats
{
    private readonly Network net;
    private readonly Dates dates;
    private readonly int[] total, free;
    private const int Missing = int.MinValue;

    public Floats(Network net, Dates dates)
    {
        (this.net, this.dates) = (net, dates);
        (total, free, Critical) = (new int[net.Count], new int[net.Count], new bool[net.Count]);
    }

    public bool[] Critical { get; }
    public long? Total(int i) => total[i] == Missing ? null : total[i];
    public long? Free(int i) => free[i] == Missing ? null : free[i];

    public void Run()
    {
        for (var i = 0; i < net.Count; i++)
        {
            if (net.Plain[i]) (total[i], free[i]) = (Whole(TotalOf(i, started: false)), Whole(FreeOf(i)));
            else (total[i], free[i]) = Special(i, net.Plan.Activities[i]);
            Critical[i] = net.Kind[i] == NodeKind.Leaf && total[i] != Missing && total[i] <= net.Plan.Options.CriticalFloat && (net.Plain[i] || CanBeCritical(net.Plan.Activities[i]));
        }
        if (net.Plan.Options.CriticalIsLongestPath) new LongestPath(net, dates).Mark(Critical);
        for (var i = 0; i < net.Count; i++)
        {
            if (net.Kind[i] == NodeKind.Leaf && Critical[i]) MarkAbove(i);
        }
    }

    private (int Total, int Free) Special(int i, Activity activity)
    {
        if (activity.IsComplete && !net.Policy.CompletedHaveFloat) return (Missing, Missing);
        return activity.IsComplete || activity.Manual is { Placeholder: true } ? (0, 0) : (Whole(TotalOf(i, activity.IsStarted)), Whole(FreeOf(i)));
    }

    private static bool CanBeCritical(Activity activity) => activity is { IsComplete: false, Inactive: false } && activity.Manual is not { Placeholder: true };

    private static int Whole(long minutes) => (int)Math.Clamp(minutes, int.MinValue + 1, int.MaxValue);

    /// <summary>Moves as-late-as-possible activities by their free float, the last first.</summary>
    public void TakeFree()
    {
        for (var o = net.Order.Length - 1; o >= 0; o--)
        {
            var i = net.Order[o];
            if (net.Kind[i] != NodeKind.Leaf || net.Activity(i) is not { IsAlap: true, IsStarted: false }) continue;
            var take = Math.Min(FreeOf(i), TotalOf(i, started: false));
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

    public long FinishFloat(int i) => net.Measure[i].Between(dates.EarlyFinish[i], dates.LateFinish[i]);

    private long TotalOf(int i, bool started) => started ? FinishFloat(i) : net.Policy.Total switch
    {
        FloatBasis.Start => StartFloat(i),
        FloatBasis.Finish => FinishFloat(i),
        _ => Math.Min(StartFloat(i), FinishFloat(i)),
    };

    /// <summary>How far the activity may slip before the first link that leaves it moves its successor; without one, to the plan's finish or as the total float. Never negative.</summary>
    private long FreeOf(int i)
    {
        var (calendar, free) = (net.Measure[i], Dates.Never);
        for (var o = net.OutFrom[i]; o < net.OutFrom[i + 1]; o++)
        {
            var k = net.Out[o];
            var row = net.Row[net.To[k]];
            if (net.Ties[k] is Tie.Exit or Tie.Enter || net.Complete[row]) continue;
            var (from, to) = net.Ties[k] switch
            {
                Tie.FinishStart => (dates.EarlyFinish[i], dates.EarlyStart[row]),
                Tie.StartStart => (dates.EarlyStart[i], dates.EarlyStart[row]),
                Tie.FinishFinish => (dates.EarlyFinish[i], dates.EarlyFinish[row]),
                _ => (dates.EarlyStart[i], dates.EarlyFinish[row]),
            };
            free = Math.Min(free, calendar.Between(from, net.Unlagged(k, to)));
        }
        if (free == Dates.Never) free = net.Policy.OpenEndsFreeToFinish ? calendar.Between(dates.EarlyFinish[i], dates.Finish) : TotalOf(i, net.Plan.Activities[i].IsStarted);
        return Math.Max(0, free);
    }
}
