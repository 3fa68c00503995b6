namespace Tandem.Scheduling.Levelling;

/// <summary>
/// The serial schedule generation scheme on a plan's network: nodes come in an order that respects all links, each gets the dates the forward pass gives it, and
/// what would overload a resource then is put off to the first instant at which it fits (or, where allowed, split around what is in its way).
/// </summary>
internal sealed class PlanGeneration
{
    private readonly Network net;
    private readonly LevellingSubject[] subjects;
    private readonly ResourceProfile[] profiles;
    private readonly long shortestPart;
    private readonly int[] waiting;
    private readonly PriorityQueue<int, (int, double, int)> queue = new();
    private readonly ForwardPass pass;

    public PlanGeneration(Network net, LevellingSubject[] subjects, ResourceProfile[] profiles, long shortestPart)
    {
        (this.net, this.subjects, this.profiles, this.shortestPart) = (net, subjects, profiles, shortestPart);
        (waiting, Dates, Bound, Gap) = (new int[net.Nodes], new Dates(net.Nodes), new long[net.Count], new long[net.Count]);
        pass = new ForwardPass(net, Dates);
    }

    public Dates Dates { get; }

    /// <summary>The start that links and dates alone gave each activity in this schedule.</summary>
    public long[] Bound { get; }

    /// <summary>Working minutes for which each activity stands still between its parts.</summary>
    public long[] Gap { get; }

    /// <summary>Activities that could not be placed within their limits and stand where links put them.</summary>
    public int Unplaced { get; private set; }

    /// <summary>Builds the schedule in which, of the nodes that could come next, the one of the higher priority and then the smaller key comes.</summary>
    public (int Unplaced, long Finish, double Delay) Run(ReadOnlySpan<double> keys)
    {
        foreach (var profile in profiles) profile.Reset();
        (Unplaced, Dates.Finish) = (0, Dates.None);
        for (var v = 0; v < net.Nodes; v++)
        {
            waiting[v] = net.In[v + 1] - net.In[v];
            if (waiting[v] == 0) queue.Enqueue(v, Rank(v, keys));
        }
        var delay = 0.0;
        while (queue.TryDequeue(out var v, out _))
        {
            pass.Visit(v);
            if (v < net.Count && net.Kind[v] == NodeKind.Leaf) delay += Fit(v);
            for (var o = net.OutFrom[v]; o < net.OutFrom[v + 1]; o++)
            {
                var to = net.To[net.Out[o]];
                if (--waiting[to] == 0) queue.Enqueue(to, Rank(to, keys));
            }
        }
        return (Unplaced, Dates.Finish, delay);
    }

    /// <summary>Entries and exits of summaries come as soon as they can; then what is not moved, then by priority.</summary>
    private (int, double, int) Rank(int v, ReadOnlySpan<double> keys) => v >= net.Count || net.Kind[v] != NodeKind.Leaf ? (int.MinValue, 0, v) : (-subjects[v].Priority, keys[v], v);

    /// <summary>Puts the activity where its resources are free and takes them. Answers the minutes by which it was put off.</summary>
    private double Fit(int v)
    {
        var subject = subjects[v];
        (Bound[v], Gap[v], subject.Parts) = (Dates.EarlyStart[v], 0, []);
        if (subject.Needs.Length == 0) return 0;
        var start = Dates.EarlyStart[v];
        if (subject.Moves && !Place(v, subject))
        {
            Unplaced++;
            (Dates.EarlyStart[v], Gap[v]) = (start, 0);
            Dates.EarlyFinish[v] = net.Calendar[v].Add(start, net.Duration[v]);
            subject.Parts = [];
        }
        Dates.Finish = Math.Max(Dates.Finish, Dates.EarlyFinish[v]);
        if (subject.Parts.Count == 0) subject.Parts = [(subject.Moves ? Dates.EarlyStart[v] : subject.Resumes(Dates, net, v), Dates.EarlyFinish[v])];
        foreach (var (from, to) in subject.Parts) Take(subject, from, to);
        return net.Calendar[v].Between(start, Dates.EarlyStart[v]) + Gap[v];
    }

    private void Take(LevellingSubject subject, long from, long to)
    {
        foreach (var (r, need) in subject.Needs) profiles[r].Take(profiles[r].Calendar.Worked(from), profiles[r].Calendar.Worked(to), need);
    }

    private bool Place(int v, LevellingSubject subject)
    {
        var (calendar, latest) = (net.Calendar[v], long.MaxValue);
        if (subject.MaxDelay is { } limit) latest = calendar.Worked(subject.Planned) + limit;
        if (subject.Needs.Any(n => !profiles[n.Resource].EverHas(n.Units))) return false;
        return subject.MaySplit ? Split(v, subject, latest) : Whole(v, subject, latest);
    }

    private bool Whole(int v, LevellingSubject subject, long latest)
    {
        var (calendar, duration) = (net.Calendar[v], net.Duration[v]);
        var (start, finish) = (Dates.EarlyStart[v], Dates.EarlyFinish[v]);
        while (Conflict(subject, start, finish) is { } free)
        {
            start = calendar.NextWork(Math.Max(free, start + 1));
            if (calendar.Worked(start) > latest) return false;
            finish = calendar.Add(start, duration);
        }
        (Dates.EarlyStart[v], Dates.EarlyFinish[v]) = (start, finish);
        return true;
    }

    /// <summary>When the last stretch in the way within these instants ends, of all the resources the activity needs.</summary>
    private long? Conflict(LevellingSubject subject, long start, long finish)
    {
        long? free = null;
        foreach (var (r, need) in subject.Needs)
        {
            var calendar = profiles[r].Calendar;
            if (profiles[r].Blocked(calendar.Worked(start), calendar.Worked(finish), need) is { } until) free = Math.Max(free ?? long.MinValue, calendar.StartOf(until));
        }
        return free;
    }

    /// <summary>Works whenever all resources are free for long enough, until the duration is done.</summary>
    private bool Split(int v, LevellingSubject subject, long latest)
    {
        var (calendar, left, at) = (net.Calendar[v], net.Duration[v], Dates.EarlyStart[v]);
        while (left > 0)
        {
            var until = FreeUntil(subject, at);
            var part = until == long.MaxValue ? left : Math.Min(left, calendar.Between(at, until));
            if (part < Math.Min(left, shortestPart))
            {
                at = calendar.NextWork(Math.Max(Math.Max(at + 1, until), Next(subject, Math.Max(at, until))));
                if (subject.Parts.Count == 0 && calendar.Worked(at) > latest) return false;
                continue;
            }
            subject.Parts.Add((at, calendar.Add(at, part)));
            (left, at) = (left - part, calendar.NextWork(calendar.Add(at, part)));
        }
        (Dates.EarlyStart[v], Dates.EarlyFinish[v]) = (subject.Parts[0].From, subject.Parts[^1].To);
        Gap[v] = calendar.Between(Dates.EarlyStart[v], Dates.EarlyFinish[v]) - net.Duration[v];
        return true;
    }

    private long FreeUntil(LevellingSubject subject, long at)
    {
        var until = long.MaxValue;
        foreach (var (r, need) in subject.Needs)
        {
            var calendar = profiles[r].Calendar;
            var (minute, end) = (calendar.Worked(at), 0L);
            if ((end = profiles[r].FreeUntil(minute, need)) < long.MaxValue) until = Math.Min(until, end == minute ? at : calendar.FinishOf(end));
        }
        return until;
    }

    /// <summary>The end of the stretch in the way at this instant.</summary>
    private long Next(LevellingSubject subject, long at)
    {
        foreach (var (r, need) in subject.Needs)
        {
            var (profile, calendar) = (profiles[r], profiles[r].Calendar);
            var minute = calendar.Worked(at);
            if (profile.FreeAt(minute) < need && profile.Blocked(minute, minute + 1, need) is { } until and < long.MaxValue) at = Math.Max(at, calendar.StartOf(until));
        }
        return at;
    }
}
