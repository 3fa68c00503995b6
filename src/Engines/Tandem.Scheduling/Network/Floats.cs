namespace Tandem.Scheduling;

/// <summary>Float, in working minutes of each activity's own calendar.</summary>
internal sealed class Floats
{
    private readonly Network net;
    private readonly Dates dates;

    public Floats(Network net, Dates dates)
    {
        (this.net, this.dates) = (net, dates);
        Total = new long?[net.Count];
        Free = new long?[net.Count];
        Critical = new bool[net.Count];
    }

    public long?[] Total { get; }
    public long?[] Free { get; }
    public bool[] Critical { get; }

    public void Run()
    {
        for (var i = net.Count - 1; i >= 0; i--)
        {
            var activity = net.Plan.Activities[i];
            if (activity.IsComplete && !net.Policy.CompletedHaveFloat) continue;
            if (activity.IsComplete || activity.Manual is { Start: null, Finish: null }) (Total[i], Free[i]) = (0, 0);
            else (Total[i], Free[i]) = (TotalOf(i, activity), FreeOf(i));
            Critical[i] = activity is { IsComplete: false, Inactive: false } && activity.Manual is not { Start: null, Finish: null } && Total[i] <= net.Plan.Options.CriticalFloat;
        }
        for (var i = 0; i < net.Count; i++)
        {
            if (net.Kind[i] == NodeKind.Exit) Critical[i] = false;
        }
        for (var i = 0; i < net.Count; i++)
        {
            if (net.Kind[i] == NodeKind.Leaf && Critical[i]) MarkAbove(i);
        }
    }

    /// <summary>Moves as-late-as-possible activities by their free float, the last first.</summary>
    public void TakeFree()
    {
        for (var o = net.Order.Length - 1; o >= 0; o--)
        {
            var i = net.Order[o];
            if (net.Kind[i] != NodeKind.Leaf || net.Activity(i) is not { IsAlap: true, IsStarted: false } activity) continue;
            var take = Math.Min(FreeOf(i), TotalOf(i, activity));
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

    public long StartFloat(int i) => net.Calendar[i].Between(dates.EarlyStart[i], dates.LateStart[i]);

    public long FinishFloat(int i) => net.Calendar[i].Between(dates.EarlyFinish[i], dates.LateFinish[i]);

    private long TotalOf(int i, Activity activity)
    {
        if (activity.IsStarted) return FinishFloat(i);
        return net.Policy.Total switch
        {
            FloatBasis.Start => StartFloat(i),
            FloatBasis.Finish => FinishFloat(i),
            _ => Math.Min(StartFloat(i), FinishFloat(i)),
        };
    }

    /// <summary>How far the activity may slip before the first link that leaves it moves its successor; without one, to the plan's finish or as the total float. Never negative.</summary>
    private long FreeOf(int i)
    {
        var (calendar, free) = (net.Calendar[i], Dates.Never);
        for (var o = net.OutFrom[i]; o < net.OutFrom[i + 1]; o++)
        {
            var k = net.Out[o];
            var row = net.Row[net.To[k]];
            if (net.Ties[k] is Tie.Exit or Tie.Enter || net.Plan.Activities[row].IsComplete) continue;
            var (from, to) = net.Ties[k] switch
            {
                Tie.FinishStart => (dates.EarlyFinish[i], dates.EarlyStart[row]),
                Tie.StartStart => (dates.EarlyStart[i], dates.EarlyStart[row]),
                Tie.FinishFinish => (dates.EarlyFinish[i], dates.EarlyFinish[row]),
                _ => (dates.EarlyStart[i], dates.EarlyFinish[row]),
            };
            free = Math.Min(free, calendar.Between(from, net.Unlagged(k, to)));
        }
        if (free == Dates.Never) free = net.Policy.OpenEndsFreeToFinish ? calendar.Between(dates.EarlyFinish[i], dates.Finish) : TotalOf(i, net.Plan.Activities[i]);
        return Math.Max(0, free);
    }
}
