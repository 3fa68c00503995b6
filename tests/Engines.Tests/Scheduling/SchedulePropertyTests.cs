using CsCheck;
using Tandem.Scheduling;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class SchedulePropertyTests
{
    [Fact]
    public void A_slow_plain_scheduler_agrees_on_every_random_plan() => PlanGen.Any.Sample(Agrees, iter: 10_000);

    [Fact]
    public void A_slow_plain_scheduler_agrees_on_progress_spans_units_and_dates_of_every_kind() => PlanGen.Full.Sample(Agrees, iter: 10_000);

    private static void Agrees(Plan plan)
    {
        var ours = Schedule.Compute(plan);
        var reference = new ReferenceScheduler(plan);
        for (var i = 0; i < ours.Count; i++)
        {
            var row = ours.At(i);
            Assert.Equal((i, reference.EarlyStart(i), reference.EarlyFinish(i)), (i, row.EarlyStart, row.EarlyFinish));
            Assert.Equal((i, reference.LateStart(i), reference.LateFinish(i)), (i, row.LateStart, row.LateFinish));
            Assert.Equal((reference.TotalFloat(i), reference.FreeFloat(i)), (row.TotalFloat, row.FreeFloat));
        }
    }

    [Fact]
    public void No_activity_is_earlier_than_its_links_allow() => PlanGen.Any.Sample(plan =>
    {
        var free = plan with { Activities = [.. plan.Activities.Select(a => a with { Constraint = ConstraintType.AsSoonAsPossible, ConstraintDate = null })] };
        var schedule = Schedule.Compute(free);
        foreach (var link in free.Dependencies)
        {
            var (from, to) = (schedule[link.From], schedule[link.To]);
            var lags = link.Unit == LagUnit.ElapsedMinutes ? WorkCalendar.Elapsed : plan.Mode == PlanMode.P6 ? from.Calendar : to.Calendar;
            var asked = lags.Add(link.Type is LinkType.FinishStart or LinkType.FinishFinish ? from.EarlyFinish : from.EarlyStart, (long)link.Lag);
            var given = link.Type is LinkType.FinishStart or LinkType.StartStart ? to.EarlyStart : to.EarlyFinish;
            Assert.True(to.Calendar.Between(asked, given) >= 0, $"{link} asks {asked:s}, got {given:s}");
        }
    }, iter: 3_000);

    [Fact]
    public void Adding_a_link_brings_no_early_date_forward() => Gen.Select(PlanGen.Any, Gen.Int[0, 11], Gen.Int[0, 11], Gen.Int[0, 3]).Sample((plan, from, to, type) =>
    {
        if (from >= to || to >= plan.Activities.Count) return;
        var before = Schedule.Compute(plan);
        var after = Schedule.Compute(plan with { Dependencies = [.. plan.Dependencies, new Dependency(from, to, (LinkType)type)] });
        for (var i = 0; i < before.Count; i++) Assert.True(after.At(i).EarlyStart >= before.At(i).EarlyStart && after.At(i).EarlyFinish >= before.At(i).EarlyFinish);
    }, iter: 10_000);

    [Fact]
    public void With_one_calendar_and_no_dates_the_plans_float_is_zero_and_something_has_it() => PlanGen.Simple.Sample(plan =>
    {
        var schedule = Schedule.Compute(plan);
        Assert.Equal(0, schedule.Rows.Min(r => r.TotalFloat));
        Assert.All(schedule.Rows.Where(r => r.EarlyFinish == schedule.Finish), r => Assert.Equal(0, r.TotalFloat));
    }, iter: 3_000);

    /// <summary>Where start and finish move together: Primavera's late finish is spared by start links, so that what drives only a finish may keep float.</summary>
    [Fact]
    public void With_one_calendar_and_no_dates_the_longest_path_has_the_plans_float() => PlanGen.Simple.Sample(plan =>
    {
        var schedule = Schedule.Compute(plan with { Mode = PlanMode.MsProject, Options = new PlanOptions { CriticalIsLongestPath = true } });
        var longest = schedule.Rows.Where(r => r.Critical).ToList();
        Assert.Contains(longest, r => r.EarlyFinish == schedule.Finish);
        Assert.All(longest, r => Assert.Equal(schedule.Rows.Min(other => other.TotalFloat), r.TotalFloat));
    }, iter: 10_000);

    [Fact]
    public void Free_float_is_never_more_than_total_float_on_finish_to_start_links() => PlanGen.Simple.Sample(plan =>
    {
        var links = plan.Dependencies.Select(l => l with { Type = LinkType.FinishStart, Lag = Math.Max(0, l.Lag) }).ToList();
        var schedule = Schedule.Compute(plan with { Dependencies = links });
        Assert.All(schedule.Rows, r => Assert.InRange(r.FreeFloat!.Value, 0, r.TotalFloat!.Value));
    }, iter: 3_000);

    [Fact]
    public void Slipping_an_activity_by_its_free_float_moves_no_successor() => PlanGen.Simple.Sample(plan =>
    {
        var schedule = Schedule.Compute(plan);
        foreach (var row in schedule.Rows)
        {
            if (row.FreeFloat is not > 0 || row.Activity.Duration == 0) continue;
            var slipped = Schedule.Compute(plan with { Activities = [.. plan.Activities.Select(a => a.Key == row.Key ? a with { Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = row.Calendar.Add(row.EarlyStart, row.FreeFloat.Value) } : a)] });
            Assert.All(schedule.Rows.Where(r => r.Key != row.Key), other => Assert.Equal(0, other.Calendar.Between(other.EarlyStart, slipped[other.Key].EarlyStart)));
        }
    }, iter: 1_000);

    private static readonly Gen<(int Row, int Kind, int Value)[]> Edits = Gen.Select(Gen.Int[0, 15], Gen.Int[0, 9], Gen.Int[0, 40]).Array[1, 4];

    [Fact]
    public void A_schedule_after_edits_is_the_schedule_of_the_edited_plan() => Gen.Select(Gen.OneOf(PlanGen.Full, PlanGen.Outlined), Edits).Sample((plan, edits) =>
    {
        var schedule = Schedule.Compute(plan);
        foreach (var (row, kind, value) in edits)
        {
            var edited = schedule.Plan.Activities.ToArray();
            edited[row % edited.Length] = Edited(edited[row % edited.Length], kind, value);
            schedule = schedule.After(schedule.Plan with { Activities = edited });
            Assert.Equal(Schedule.Compute(schedule.Plan).Rows.Select(Values), schedule.Rows.Select(Values));
        }
        static object Values(ScheduledActivity r) => (r.EarlyStart, r.EarlyFinish, r.LateStart, r.LateFinish, r.TotalFloat, r.FreeFloat, r.Critical, r.Driver, r.DrivenBy, r.Remaining);
    }, iter: 10_000);

    private static Activity Edited(Activity activity, int kind, int value) => kind switch
    {
        0 => activity with { Duration = value * 30 },
        1 => activity with { ActualStart = PlanGen.Start.AddMinutes(value * 30), ActualFinish = null, PercentComplete = value * 2 },
        2 => activity with { ActualStart = PlanGen.Start, ActualFinish = PlanGen.Start.AddMinutes(value * 300) },
        3 => activity with { Constraint = ConstraintType.MustStartOn, ConstraintDate = PlanGen.Start.AddMinutes(value * 60) },
        4 => activity with { Calendar = PlanGen.Calendars[value % 5] },
        5 => activity with { Manual = new ManualDates(PlanGen.Start.AddMinutes(value * 30), null) },
        6 => activity with { Inactive = true },
        7 => activity with { ExpectedFinish = PlanGen.Start.AddMinutes(value * 90), Deadline = PlanGen.Start.AddMinutes(value * 60) },
        8 => activity with { Constraint = ConstraintType.AsLateAsPossible, ConstraintDate = null },
        _ => activity with { ActualStart = null, ActualFinish = null, Constraint = ConstraintType.AsSoonAsPossible, ConstraintDate = null, Manual = null },
    };

    [Fact]
    public void A_chain_of_a_hundred_thousand_is_scheduled()
    {
        var plan = new Plan
        {
            Start = PlanGen.Start, Activities = [.. Enumerable.Range(0, 100_000).Select(n => new Activity { Key = n, Duration = 60 })],
            Dependencies = [.. Enumerable.Range(1, 99_999).Select(n => new Dependency(n - 1, n))],
        };
        var schedule = Schedule.Compute(plan);
        Assert.Equal(WorkCalendar.Standard.Add(PlanGen.Start, 6_000_000), schedule.Finish);
        Assert.All(schedule.Rows, r => Assert.True(r.Critical));
    }
}
