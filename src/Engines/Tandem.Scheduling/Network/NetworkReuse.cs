using System.Runtime.InteropServices;

namespace Tandem.Scheduling;

/// <summary>
/// The network of a plan that differs from an earlier one only in what stands in some of its rows (durations, progress, dates): the links, their order
/// and their lags are the earlier network's own, what is kept by row is copied and put right where rows changed.
/// </summary>
internal static class NetworkReuse
{
    /// <summary>Null where the plans differ in more than that; else the network and the rows that differ.</summary>
    public static (Network Net, List<int> Changed)? Of(Network before, Plan plan)
    {
        if (!SameShape(before.Plan, plan)) return null;
        PlanFrame[] frames = [new PlanFrame(plan), .. before.Frames[1..]];
        var after = before with { Plan = plan, Frames = frames, Plain = [.. before.Plain], Complete = [.. before.Complete], Duration = [.. before.Duration], Remaining = [.. before.Remaining] };
        var changed = new List<int>();
        var olds = Span(before.Plan.Activities);
        var nows = Span(plan.Activities);
        for (var i = 0; i < olds.Length; i++)
        {
            var (old, now) = (olds[i], nows[i]);
            if (ReferenceEquals(old, now) || old == now) continue;
            if (!SamePlace(old, now) || (old.Duration != now.Duration && LagsByPercent(before, i))) return null;
            (after.Plain[i], after.Complete[i], after.Duration[i], after.Remaining[i]) = (now.IsPlain, before.Kind[i] == NodeKind.Leaf && now.IsComplete, now.Span, now.Left);
            changed.Add(i);
        }
        return (after, changed);
    }

    private static ReadOnlySpan<Activity> Span(IReadOnlyList<Activity> rows) => rows switch
    {
        Activity[] array => array,
        List<Activity> list => CollectionsMarshal.AsSpan(list),
        _ => rows.ToArray(),
    };

    private static bool SameShape(Plan old, Plan now) => ReferenceEquals(old.Dependencies, now.Dependencies) && old.Activities.Count == now.Activities.Count
        && old.Mode == now.Mode && ReferenceEquals(old.Calendar, now.Calendar) && old.Options.LagCalendar == now.Options.LagCalendar && ReferenceEquals(old.Parts, now.Parts);

    /// <summary>Same row, same calendar. Summaries count as changed: dates on them bind what is under them.</summary>
    private static bool SamePlace(Activity old, Activity now) => old.Type != ActivityType.Summary && old.Type == now.Type && old.Key == now.Key && old.Parent == now.Parent
        && old.Inactive == now.Inactive && old.Elapsed == now.Elapsed && Same(old.Calendar, now.Calendar) && now.Duration >= 0;

    private static bool Same(WorkCalendar? old, WorkCalendar? now) => old is null ? now is null : now is not null && old.WorksLike(now);

    private static bool LagsByPercent(Network net, int node)
    {
        if (net.Kind[node] == NodeKind.Aside) return true;
        for (var o = net.OutFrom[node]; o < net.OutFrom[node + 1]; o++)
        {
            if (net.Source[net.Out[o]] is >= 0 and var source && net.Plan.Dependencies[source].Unit is LagUnit.Percent or LagUnit.ElapsedPercent) return true;
        }
        // links of a level of effort are kept beside the others and lead nowhere from here
        return net.AsideLinks.Length > 0 && net.AsideLinks.Any(link => link.Row == node);
    }
}
