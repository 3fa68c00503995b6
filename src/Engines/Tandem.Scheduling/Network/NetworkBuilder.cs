namespace Tandem.Scheduling;

/// <summary>Turns a plan into a <see cref="Network"/> in one pass over its rows and one over its links.</summary>
internal sealed class NetworkBuilder
{
    private readonly Plan plan;
    private readonly PlanFrame[] frames;
    private readonly ushort[]? frameOf;
    private readonly Dictionary<int, int> index;
    private readonly int[] parent;
    private readonly int[] level;
    private readonly List<NodeKind> kind;
    private readonly List<int> row;
    private readonly int[] enter;
    private int[] topDown = [];
    private readonly LinkList links;
    private readonly List<AsideLink> asideLinks = [];
    private readonly Dictionary<int, int> aside = [];

    private NetworkBuilder(Plan plan)
    {
        this.plan = plan;
        frames = [new PlanFrame(plan), .. plan.Parts.Select(part => new PlanFrame(part.Plan))];
        var count = plan.Activities.Count;
        frameOf = frames.Length == 1 ? null : new ushort[count];
        (parent, level, enter, kind, row, index) = (new int[count], new int[count], new int[count], new(count), new(count), new(count));
        links = new LinkList(plan.Dependencies.Count + count);
    }

    public static Network Build(Plan plan) => new NetworkBuilder(plan).Build();

    private Network Build()
    {
        AddRows();
        FindParents();
        SetFrames();
        MakeEntries();
        foreach (var (at, link) in plan.Dependencies.Index()) AddLink(at, link);
        var nodes = row.Count;
        var calendar = new WorkCalendar[nodes];
        var (duration, remaining) = (new long[nodes], new long[nodes]);
        var (plain, complete) = (new bool[nodes], new bool[nodes]);
        for (var v = 0; v < nodes; v++)
        {
            var activity = plan.Activities[row[v]];
            calendar[v] = CalendarOf(row[v]);
            (duration[v], remaining[v]) = (activity.Span, activity.Left);
            plain[v] = activity.IsPlain;
            complete[v] = kind[v] == NodeKind.Leaf && activity.IsComplete;
        }
        var sorted = links.SortBySuccessor(nodes);
        return new Network
        {
            Plan = plan, Frames = frames, FrameOf = frameOf is null ? null : [.. row.Select(i => frameOf[i])], Count = plan.Activities.Count, Kind = [.. kind], Row = [.. row], Parent = parent, Summaries = [.. topDown.Where(i => kind[i] == NodeKind.Exit).Reverse()],
            Aside = [.. aside.Keys], AsideLinks = [.. asideLinks],
            Calendar = calendar, Measure = plan.Activities.Any(a => a.Elapsed) ? [.. Enumerable.Range(0, parent.Length).Select(WorkedIn)] : calendar, Plain = plain, Complete = complete, Duration = duration, Remaining = remaining,
            From = sorted.From, To = sorted.To, Ties = sorted.Ties, Lag = sorted.Lag, LagCalendar = sorted.Calendar, Source = sorted.Source,
            In = sorted.In, OutFrom = sorted.OutFrom, Out = sorted.Out,
            Order = TopologicalOrder.Of(sorted, nodes, cycle => Cycle(cycle)),
        };
    }

    private void AddRows()
    {
        for (var i = 0; i < plan.Activities.Count; i++)
        {
            var activity = plan.Activities[i];
            if (!index.TryAdd(activity.Key, i)) throw new PlanException("duplicate_key", $"Two activities have the key {activity.Key}.");
            if (activity.Duration < 0) throw new PlanException("negative_duration", $"Activity {activity.Key} has a negative duration.");
            row.Add(i);
            kind.Add(activity.Type == ActivityType.Summary ? NodeKind.Exit : activity.IsAside ? NodeKind.Aside : NodeKind.Leaf);
            if (activity.IsAside) aside.Add(i, aside.Count);
        }
    }

    private void FindParents()
    {
        for (var i = 0; i < parent.Length; i++)
        {
            parent[i] = plan.Activities[i].Parent is not { } key ? -1
                : index.TryGetValue(key, out var above) && plan.Activities[above].Type == ActivityType.Summary ? above
                : throw new PlanException("unknown_parent", $"Activity {plan.Activities[i].Key} stands under {key}, which is not a summary of the plan.");
        }
        for (var i = 0; i < parent.Length; i++) SetLevel(i);
        topDown = [.. Enumerable.Range(0, parent.Length)];
        if (level.AsSpan().ContainsAnyExcept(1)) topDown = [.. topDown.OrderBy(i => level[i])];
    }

    /// <summary>What is below the summary of a part follows that part.</summary>
    private void SetFrames()
    {
        if (frameOf is null) return;
        foreach (var (at, part) in plan.Parts.Index())
        {
            frameOf[index.TryGetValue(part.Summary, out var top) ? top : throw new PlanException("unknown_parent", $"A part of the plan stands under {part.Summary}, which is not in it.")] = (ushort)(at + 1);
        }
        foreach (var i in topDown)
        {
            if (frameOf[i] == 0 && parent[i] >= 0) frameOf[i] = frameOf[parent[i]];
        }
    }

    private PlanFrame FrameAt(int i) => frames[frameOf is null ? 0 : frameOf[i]];

    /// <summary>Levels from 1 at the top; a way up that is longer than the plan has rows goes round.</summary>
    private void SetLevel(int i)
    {
        var (steps, top) = (0, i);
        for (; top >= 0 && level[top] == 0; top = parent[top])
        {
            if (++steps > parent.Length) throw new PlanException("parent_loop", $"Activity {plan.Activities[i].Key} stands under itself.");
        }
        var at = steps + (top < 0 ? 0 : level[top]);
        for (var up = i; steps > 0; up = parent[up], steps--) level[up] = at--;
    }

    /// <summary>
    /// Entries for the summaries that links or dates bind and all summaries below those, and ties into them; ties out of what is under summaries that
    /// lead somewhere. Other summaries need no place in the network.
    /// </summary>
    private void MakeEntries()
    {
        var (bound, leads) = (new bool[parent.Length], new bool[parent.Length]);
        foreach (var link in plan.Dependencies)
        {
            if (index.TryGetValue(link.To, out var to)) bound[to] = true;
            if (index.TryGetValue(link.From, out var from)) leads[from] = true;
        }
        Array.Fill(enter, -1);
        foreach (var i in topDown)
        {
            var above = parent[i];
            var inherits = above >= 0 && enter[above] >= 0;
            if (plan.Activities[i].Type == ActivityType.Summary)
            {
                var dated = plan.Activities[i].ConstraintDate is not null;
                leads[i] |= dated || (above >= 0 && leads[above]);
                if (bound[i] || dated || inherits) AddEntry(i);
            }
            if (above < 0 || kind[i] == NodeKind.Aside) continue;
            if (inherits) links.Add(enter[above], enter[i] >= 0 ? enter[i] : i, Tie.Enter);
            if (leads[above] && !plan.Activities[i].Inactive) links.Add(i, above, Tie.Exit);
        }
    }

    private void AddEntry(int summary)
    {
        enter[summary] = row.Count;
        row.Add(summary);
        kind.Add(NodeKind.Enter);
    }

    private void AddLink(int at, Dependency link)
    {
        var from = Index(link.From, link);
        var to = Index(link.To, link);
        if (from == to) throw new PlanCycleException([link.From]);
        if (plan.Activities[from].Inactive) return;
        var (lag, calendar) = (LinkLag.Minutes(link, plan.Activities[from]), LinkLag.Calendar(link, FrameAt(to).Policy.Lag, (WorkedIn(from), WorkedIn(to), FrameAt(to).Plan.Calendar)));
        if (kind[from] != NodeKind.Aside && kind[to] != NodeKind.Aside) links.Add(from, enter[to] >= 0 ? enter[to] : to, (Tie)link.Type, lag, calendar, at);
        else if (kind[from] != kind[to]) asideLinks.Add(kind[to] == NodeKind.Aside ? new AsideLink(aside[to], from, link.Type, true, lag, calendar) : new AsideLink(aside[from], to, link.Type, false, lag, calendar));
    }

    private int Index(int key, Dependency link) => index.TryGetValue(key, out var i) ? i
        : throw new PlanException("unknown_activity", $"The link from {link.From} to {link.To} names the activity {key}, which is not in the plan.");

    private WorkCalendar CalendarOf(int i) => plan.Activities[i].Elapsed ? WorkCalendar.Elapsed : WorkedIn(i);

    /// <summary>An activity's working time, also where its duration counts round the clock.</summary>
    private WorkCalendar WorkedIn(int i) => plan.Activities[i].Calendar ?? FrameAt(i).Plan.Calendar;

    private PlanCycleException Cycle(IReadOnlyList<int> nodes)
    {
        var keys = new List<int>();
        foreach (var node in nodes)
        {
            var key = plan.Activities[row[node]].Key;
            if (keys.Count == 0 || keys[^1] != key) keys.Add(key);
        }
        if (keys.Count > 1 && keys[0] == keys[^1]) keys.RemoveAt(keys.Count - 1);
        return new PlanCycleException(keys);
    }
}
