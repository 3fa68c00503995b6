using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Levelling;
using Tandem.Scheduling.Levelling.Instances;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling.Levelling;

public sealed class PlanLevellingTests
{
    private static readonly DateTime Start = PlanGen.Start;

    private static readonly Gen<LevellingRequest> Any =
        from plan in PlanGen.Any
        from demands in Gen.Select(Gen.Int[0, 11], Gen.Int[0, 2], Gen.Int[1, 4]).Array[0, 20]
        from priorities in Gen.Int[0, 3].Array[12]
        from step in Gen.Int[0, 400]
        from split in Gen.Bool
        from limit in Gen.Int[0, 40]
        select new LevellingRequest
        {
            Plan = plan, MaySplit = split, MaxDelay = limit < 5 ? limit * 240 : null, Search = new LevellingSearch { Schedules = 15 },
            Resources = [new(1, "Crew", 1), new(2, "Cranes", 2, WorkCalendar.Elapsed), new(3, "Night crew", 1.5, PlanGen.Calendars[2], [(Start.AddMinutes(30 * step), 0.5), (Start.AddMinutes(30 * step + 3000), 1)])],
            Demands = [.. demands.Where(d => d.Item1 < plan.Activities.Count).Select(d => new LevellingDemand(d.Item1, d.Item2 + 1, d.Item3 / 4.0))],
            Rules = Enumerable.Range(0, plan.Activities.Count).ToDictionary(i => i, i => new LevellingRule(priorities[i] * 300 + 200 is var p && p > 1000 ? 1000 : p)),
        };

    [Fact]
    public void A_resource_of_millions_of_units_is_levelled()
    {
        var plan = new Plan { Start = Start, Activities = [.. Enumerable.Range(1, 3).Select(key => new Activity { Key = key, Duration = 480 })] };
        var levelled = PlanLevelling.Level(new() { Plan = plan, Resources = [new(1, "Bricks", 3_000_000), new(2, "Crew", 1)], Demands = [.. Enumerable.Range(1, 3).SelectMany(key => new LevellingDemand[] { new(key, 1, 1_000), new(key, 2, 0.6) })] });
        Assert.Equal(3 * 480, plan.Calendar.Between(plan.Start, levelled.Finish));
    }

    [Fact]
    public void A_plan_of_the_last_century_is_levelled_in_it()
    {
        var plan = new Plan { Start = new DateTime(1999, 3, 1, 8, 0, 0), Activities = [new Activity { Key = 1, Duration = 480 }, new Activity { Key = 2, Duration = 480 }] };
        var levelled = PlanLevelling.Level(new() { Plan = plan, Resources = [new(1, "Crew", 1)], Demands = [new(1, 1, 1), new(2, 1, 1)] });
        Assert.Equal(new DateTime(1999, 3, 2, 17, 0, 0), levelled.Finish);
    }

    [Fact]
    public void What_can_be_moved_never_asks_for_more_than_there_is() => Any.Sample(request =>
    {
        var free = request with { MaxDelay = null, Rules = new Dictionary<int, LevellingRule>(), Plan = request.Plan with { Activities = [.. request.Plan.Activities.Select(a => a with { Constraint = ConstraintType.AsSoonAsPossible, ConstraintDate = null })] } };
        var tooMuch = free.Demands.GroupBy(d => (d.Activity, d.Resource)).Where(g => g.Sum(d => d.Units) > (g.Key.Resource == 2 ? 2 : 1)).Select(g => g.Key.Activity).ToHashSet();
        Assert.All(PlanLevelling.Level(free).Overloads, o => Assert.Contains(o.Activities, tooMuch.Contains));
    }, iter: 2_000);

    [Fact]
    public void An_overload_that_stays_is_one_that_the_request_forbids_to_mend() => Any.Sample(request =>
    {
        var levelled = PlanLevelling.Level(request);
        foreach (var resource in request.Resources)
        {
            foreach (var at in levelled.Schedule.Rows.SelectMany(r => new[] { r.Start, r.Finish.AddMinutes(-1) }))
            {
                if (!(resource.Calendar ?? request.Plan.Calendar).IsWorking(at)) continue;
                var capacity = (resource.Steps ?? []).Where(s => s.From <= at).Select(s => s.Units).Prepend(resource.Units).Last();
                var use = request.Demands.Where(d => d.Resource == resource.Key && Holds(levelled, d.Activity, at)).Sum(d => d.Units);
                if (use > capacity + 1e-9) Assert.True(levelled.Overloads.Any(o => o.Resource == resource.Key && o.From <= at && at < o.To), $"{resource.Name} at {at:s} has {capacity}, is asked for {use}");
            }
        }
    }, iter: 1_000);

    [Fact]
    public void Scheduling_the_levelled_plan_gives_the_levelled_dates() => Any.Sample(request =>
    {
        var levelled = PlanLevelling.Level(request);
        var schedule = Schedule.Compute(levelled.Plan);
        Assert.All(levelled.Moves, m => Assert.Equal((m.Start, m.Finish), (schedule[m.Activity].Start, schedule[m.Activity].Finish)));
        Assert.True(levelled.Finish >= levelled.Bound || request.Plan.Activities.Any(a => a.IsAlap));
    }, iter: 2_000);

    [Fact]
    public void Nobody_is_put_off_longer_than_allowed() => Any.Where(r => r.MaxDelay is not null).Sample(request =>
        Assert.All(PlanLevelling.Level(request).Moves, m =>
        {
            var calendar = request.Plan.Activities[m.Activity].Calendar!;
            Assert.True(m.Delay == 0 || calendar.Between(m.Before, m.Start) <= request.MaxDelay);
        }), iter: 1_000);

    [Fact]
    public void The_same_request_gives_the_same_dates() => Any.Sample(request =>
        Assert.Equal(PlanLevelling.Level(request).Schedule.Rows.Select(r => r.Start), PlanLevelling.Level(request).Schedule.Rows.Select(r => r.Start)), iter: 300);

    [Fact]
    public void Two_activities_for_one_person_follow_each_other_and_the_second_names_the_first()
    {
        var levelled = PlanLevelling.Level(Two());
        var move = Assert.Single(levelled.Moves);
        Assert.Equal((2, Start.AddDays(1), 480L), (move.Activity, move.Start, move.Delay));
        Assert.Equal([1], Assert.Single(move.Waits).HeldBy);
        Assert.Equal((0.0, levelled.Bound), (levelled.Gap, levelled.Finish));
        Assert.Empty(levelled.Overloads);
    }

    [Fact]
    public void The_higher_priority_goes_first()
    {
        var levelled = PlanLevelling.Level(Two() with { Rules = new Dictionary<int, LevellingRule> { [2] = new(900) } });
        Assert.Equal(1, Assert.Single(levelled.Moves).Activity);
    }

    [Fact]
    public void What_may_not_be_put_off_stays_and_its_overload_is_told()
    {
        var levelled = PlanLevelling.Level(Two() with { MaxDelay = 240 });
        Assert.Empty(levelled.Moves);
        var overload = Assert.Single(levelled.Overloads);
        Assert.Equal((1, Start, Start.AddHours(9), 1.0), (overload.Resource, overload.From, overload.To, overload.Over));
        Assert.Equal([1, 2], overload.Activities);
    }

    [Fact]
    public void A_day_without_the_resource_is_waited_for_or_split_around()
    {
        var away = new LevellingResource(1, "Ann", 1, null, [(Start.AddDays(1), 0), (Start.AddDays(2), 1)]);
        var plan = new Plan { Start = Start, Activities = [new Activity { Key = 1, Duration = 960 }] };
        var request = new LevellingRequest { Plan = plan, Resources = [away], Demands = [new(1, 1, 1)] };
        var whole = PlanLevelling.Level(request);
        Assert.Equal((Start.AddDays(2), Start.AddDays(3).AddHours(9)), (whole.Moves[0].Start, whole.Moves[0].Finish));
        Assert.Empty(whole.Moves[0].Waits[0].HeldBy);
        var split = PlanLevelling.Level(request with { MaySplit = true });
        Assert.Equal([(Start, Start.AddHours(9)), (Start.AddDays(2), Start.AddDays(2).AddHours(9))], split.Moves[0].Parts);
        Assert.Equal(480, split.Plan.Activities[0].Gap);
        Assert.Equal(Start.AddDays(2).AddHours(9), split.Finish);
    }

    [Fact]
    public void A_plan_in_the_form_of_an_instance_is_levelled_to_its_proven_makespan()
    {
        var project = InstanceFiles.Read("j301_1.sm", File.ReadAllText(Path.Combine(PlanCases.Folder, "rcpsp", "j301_1.sm")));
        var all = Enumerable.Range(0, project.Count).ToArray();
        var request = new LevellingRequest
        {
            Plan = new Plan
            {
                Start = Start, Activities = [.. all.Select(i => new Activity { Key = i, Duration = 480L * project.DurationOf(i) })],
                Dependencies = [.. all.SelectMany(i => project.SuccessorsOf(i).Select(s => new Dependency(i, s)))],
            },
            Resources = [.. Enumerable.Range(0, project.Resources).Select(r => new LevellingResource(r, $"R{r}", project.CapacityOf(r)))],
            Demands = [.. all.SelectMany(i => Enumerable.Range(0, project.Resources).Select(r => new LevellingDemand(i, r, project.DemandOf(i, r))))],
        };
        var levelled = PlanLevelling.Level(request);
        Assert.Equal((38 * 480, 43 * 480), (WorkCalendar.Standard.Between(Start, levelled.FinishBefore), WorkCalendar.Standard.Between(Start, levelled.Finish)));
        Assert.All(levelled.Moves.Where(m => m.Delay > 0), m => Assert.NotEmpty(m.Waits));
    }

    private static LevellingRequest Two() => new()
    {
        Plan = new Plan { Start = Start, Activities = [new Activity { Key = 1, Duration = 480 }, new Activity { Key = 2, Duration = 480 }] },
        Resources = [new(1, "Ann", 1)], Demands = [new(1, 1, 1), new(2, 1, 1)],
    };

    private static bool Holds(LevelledPlan levelled, int activity, DateTime at)
    {
        var move = levelled.Moves.FirstOrDefault(m => m.Activity == activity);
        var row = levelled.Schedule[activity];
        IReadOnlyList<(DateTime From, DateTime To)> parts = move?.Parts ?? [(row.Start, row.Finish)];
        return row.Activity.Duration > 0 && parts.Any(p => p.From <= at && at < p.To);
    }
}
