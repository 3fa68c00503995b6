namespace Tandem.Scheduling.Levelling;

/// <summary>
/// Levels real plans: every link type, lag, calendar and constraint the scheduler knows, capacities that change over time, priorities, limits of delay, splitting.
/// A first schedule by priority and latest finish, then a seeded search over the order in which activities get their resources.
/// </summary>
public sealed class PlanLevelling
{
    private readonly LevellingRequest request;
    private readonly Network net;
    private readonly Schedule before;
    private readonly ResourceProfile[] profiles;
    private readonly LevellingSubject[] subjects;
    private readonly PlanGeneration generation;
    private Holdings[] holdings = [];

    private PlanLevelling(LevellingRequest request)
    {
        this.request = request;
        net = NetworkBuilder.Build(request.Plan);
        before = Schedule.Of(net);
        profiles = [.. request.Resources.Select(r => new ResourceProfile(r, request.Plan.Calendar))];
        var needs = Needs();
        subjects = [.. Enumerable.Range(0, net.Count).Select(v => LevellingSubject.Of(request, net, v, needs[v], Wall.Minutes(before.At(v).Start)))];
        generation = new PlanGeneration(net, subjects, profiles, Math.Max(1, request.ShortestPart));
    }

    /// <exception cref="PlanException">The plan can't be scheduled, or a demand names an activity or resource that isn't there.</exception>
    public static LevelledPlan Level(LevellingRequest request)
    {
        var levelling = new PlanLevelling(request);
        levelling.Search();
        return levelling.Answer();
    }

    private List<(int, long)>[] Needs()
    {
        var rows = request.Plan.Activities.Index().ToDictionary(a => a.Item.Key, a => a.Index);
        var resources = request.Resources.Index().ToDictionary(r => r.Item.Key, r => r.Index);
        var needs = Enumerable.Range(0, net.Count).Select(_ => new List<(int, long)>()).ToArray();
        foreach (var demand in request.Demands)
        {
            if (!rows.TryGetValue(demand.Activity, out var row)) throw new PlanException("unknown_activity", $"A demand names the activity {demand.Activity}, which is not in the plan.");
            if (!resources.TryGetValue(demand.Resource, out var resource)) throw new PlanException("unknown_resource", $"Activity {demand.Activity} needs the resource {demand.Resource}, which is not given.");
            if (demand.Units < 0) throw new PlanException("negative_demand", $"Activity {demand.Activity} has a negative demand.");
            if (demand.Units > 0) Add(needs[row], resource, ResourceProfile.Thousandths(demand.Units));
        }
        return needs;
    }

    /// <summary>Several demands of one activity for one resource are one.</summary>
    private static void Add(List<(int Resource, long Units)> needs, int resource, long units)
    {
        var at = needs.FindIndex(n => n.Resource == resource);
        if (at < 0) needs.Add((resource, units));
        else needs[at] = (resource, needs[at].Units + units);
    }

    /// <summary>Moves the places of some activities in the order of the best schedule and keeps what is no worse. Ends with the best schedule built again.</summary>
    private void Search()
    {
        var keys = Enumerable.Range(0, net.Count).Select(v => (double)Wall.Minutes(before.At(v).LateFinish)).ToArray();
        var (best, draws) = (generation.Run(keys), new SplitMix(request.Search.Seed));
        var (floor, trial, starts) = (Floor(), new double[net.Count], new double[net.Count]);
        Remember(starts);
        var built = 1;
        if (best.Finish > floor && LevellingGuide.Starts(net, subjects, profiles, request.Search) is { } guide && generation.Run(guide) is var guided && ++built > 0 && guided.CompareTo(best) < 0)
        {
            (best, keys) = (guided, guide);
            Remember(starts);
        }
        for (; built < request.Search.Schedules && !request.Search.Enough() && (best.Unplaced > 0 || best.Finish > floor); built++)
        {
            (draws.NextInt(2) == 0 ? keys : starts).CopyTo(trial, 0);
            Shake(trial, (best.Finish - Wall.Minutes(request.Plan.Start)) * 0.3, ref draws);
            var score = generation.Run(trial);
            if (score.CompareTo(best) > 0) continue;
            best = score;
            (keys, trial) = (trial, keys);
            Remember(starts);
        }
        generation.Run(keys);
    }

    private void Remember(double[] starts)
    {
        for (var v = 0; v < net.Count; v++) starts[v] = generation.Dates.EarlyStart[v];
    }

    private void Shake(double[] keys, double most, ref SplitMix draws)
    {
        var reach = most * draws.NextUnit();
        for (var left = 1 + draws.NextInt(Math.Max(1, net.Count / 5)); left > 0; left--) keys[draws.NextInt(net.Count)] += (draws.NextUnit() - 0.5) * reach;
    }

    /// <summary>The finish without levelling; for each resource, when the work of those that only work when it does can be done if nothing else stood in the way.</summary>
    private long Floor()
    {
        var floor = Wall.Minutes(before.Finish);
        for (var r = 0; r < profiles.Length; r++)
        {
            var (work, first) = (0.0, long.MaxValue);
            for (var v = 0; v < net.Count; v++)
            {
                if (!subjects[v].Moves || !net.Calendar[v].WorksLike(profiles[r].Calendar)) continue;
                foreach (var (resource, need) in subjects[v].Needs)
                {
                    if (resource != r || !profiles[r].EverHas(need) || subjects[v].MaxDelay is not null) continue;
                    work += (double)need * net.Duration[v];
                    first = Math.Min(first, profiles[r].Calendar.Worked(subjects[v].Planned));
                }
            }
            if (work > 0) floor = Math.Max(floor, profiles[r].Calendar.FinishOf(Filled(profiles[r], first, work)));
        }
        return floor;
    }

    /// <summary>The working minute at which a resource, all its units at work from the first, has done so much.</summary>
    private static long Filled(ResourceProfile profile, long at, double work)
    {
        while (true)
        {
            var (capacity, until) = (profile.CapacityAt(at), profile.NextStep(at));
            var minutes = capacity == 0 ? double.PositiveInfinity : Math.Ceiling(work / capacity);
            if (until == long.MaxValue || minutes <= until - at) return at + (long)minutes;
            (work, at) = (work - (double)capacity * (until - at), until);
        }
    }

    private LevelledPlan Answer()
    {
        var floor = Floor();
        holdings = [.. Enumerable.Range(0, profiles.Length).Select(HoldingsOf)];
        var plan = request.Plan with { Activities = [.. request.Plan.Activities.Select((a, v) => Placed(a, v))] };
        var schedule = before.After(plan);
        var calendar = request.Plan.Calendar;
        var span = calendar.Between(Wall.Minutes(request.Plan.Start), floor);
        return new LevelledPlan
        {
            Plan = plan, Schedule = schedule, FinishBefore = before.Finish, Bound = Wall.Time(floor),
            Gap = span <= 0 ? 0 : Math.Max(0, (double)calendar.Between(floor, Wall.Minutes(schedule.Finish)) / span),
            Moves = [.. Enumerable.Range(0, net.Count).Where(Moved).Select(Move)], Overloads = [.. Overloads()],
        };
    }

    private bool Moved(int v) => net.Kind[v] == NodeKind.Leaf && (generation.Dates.EarlyStart[v] != subjects[v].Planned || subjects[v].Parts.Count > 1);

    /// <summary>The activity with the date that holds it where levelling put it; a split one also, since its pauses would pull its start ahead of what bounds its finish.</summary>
    private Activity Placed(Activity activity, int v)
    {
        var start = generation.Dates.EarlyStart[v];
        if (net.Kind[v] != NodeKind.Leaf || !subjects[v].Moves || (start == generation.Bound[v] && generation.Gap[v] == 0 && !activity.IsAlap)) return activity;
        var placed = activity with { Gap = activity.Gap + generation.Gap[v] };
        if (placed.Constraint == ConstraintType.AsLateAsPossible) placed = placed with { Constraint = ConstraintType.AsSoonAsPossible };
        if (placed.SecondConstraint == ConstraintType.AsLateAsPossible) placed = placed with { SecondConstraint = ConstraintType.AsSoonAsPossible };
        return LevellingSubject.Free(placed.Constraint, placed.ConstraintDate)
            ? placed with { Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = Wall.Time(start) }
            : placed with { SecondConstraint = ConstraintType.StartNoEarlierThan, SecondConstraintDate = Wall.Time(start) };
    }

    private LevellingMove Move(int v)
    {
        var (dates, calendar) = (generation.Dates, net.Calendar[v]);
        var delay = calendar.Between(generation.Bound[v], dates.EarlyStart[v]);
        IReadOnlyList<LevellingWait> waits = delay > 0 || generation.Gap[v] > 0 ? [.. subjects[v].Needs.Select(n => Wait(v, n.Resource, n.Units)).OfType<LevellingWait>()] : [];
        return new LevellingMove
        {
            Activity = request.Plan.Activities[v].Key, Before = Wall.Time(subjects[v].Planned), Allowed = Wall.Time(generation.Bound[v]), Start = Wall.Time(dates.EarlyStart[v]), Finish = Wall.Time(dates.EarlyFinish[v]),
            Delay = delay, Parts = [.. subjects[v].Parts.DefaultIfEmpty((dates.EarlyStart[v], dates.EarlyFinish[v])).Select(p => (Wall.Time(p.Item1), Wall.Time(p.Item2)))], Waits = waits,
        };
    }

    /// <summary>Whether, in the working minute before the activity's start or one of its later parts, this resource has no room for it, and who is in it.</summary>
    private LevellingWait? Wait(int v, int r, long need)
    {
        var (profile, held, blocked) = (profiles[r], new SortedSet<int>(), false);
        foreach (var (from, _) in subjects[v].Parts)
        {
            var minute = profile.Calendar.Worked(net.Calendar[v].PreviousWork(from)) - 1;
            if (profile.FreeAt(minute) >= need) continue;
            blocked = true;
            held.UnionWith(holdings[r].Within(minute, minute + 1));
        }
        held.Remove(request.Plan.Activities[v].Key);
        return blocked ? new LevellingWait(profile.Resource.Key, [.. held]) : null;
    }

    private Holdings HoldingsOf(int r) => new(
        from v in Enumerable.Range(0, net.Count)
        where subjects[v].Needs.Any(n => n.Resource == r)
        from part in subjects[v].Parts
        select (profiles[r].Calendar.Worked(part.From), profiles[r].Calendar.Worked(part.To), request.Plan.Activities[v].Key));

    private IEnumerable<LevellingOverload> Overloads() =>
        from r in Enumerable.Range(0, profiles.Length)
        from o in profiles[r].Overloads()
        select new LevellingOverload(profiles[r].Resource.Key, Wall.Time(profiles[r].Calendar.StartOf(o.From)), Wall.Time(profiles[r].Calendar.FinishOf(o.To)), o.Over / 1000.0, holdings[r].Within(o.From, o.To));
}
