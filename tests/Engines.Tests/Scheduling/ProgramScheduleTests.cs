using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Programs;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class ProgramScheduleTests
{
    private static Plan Chain(params int[] days) => new()
    {
        Start = PlanGen.Start, Activities = [.. days.Select((d, i) => new Activity { Key = i + 1, Duration = d * 480 })], Dependencies = [.. Enumerable.Range(1, days.Length - 1).Select(i => new Dependency(i, i + 1))],
    };

    [Fact]
    public void The_float_of_a_plan_runs_to_the_programs_finish_and_the_path_runs_through_the_plans_that_set_it()
    {
        var program = new ProgramSchedule([new(1, Chain(2, 3)), new(2, Chain(4)), new(3, Chain(2))], [new((1, 2), (2, 1))]);
        Assert.Equal((0L, 0L, 7 * 480L), (program.FloatOf(1), program.FloatOf(2), program.FloatOf(3)));
        Assert.Equal([(1, 1), (1, 2), (2, 1)], program.Path().Select(step => (step.Plan, step.Key)));
        Assert.Equal(program.Finish, program.Path()[^1].Activity.Finish);
    }

    [Fact]
    public void Slack_says_how_far_a_link_is_from_holding_its_successor()
    {
        ProgramLink loose = new((1, 1), (2, 2)), tight = new((1, 2), (2, 1), LinkType.FinishStart, 480);
        var program = new ProgramSchedule([new(1, Chain(1, 1)), new(2, Chain(1, 1))], [loose, tight]);
        Assert.Equal((3 * 480L, 0L), (program.SlackOf(loose), program.SlackOf(tight)));
    }

    [Fact]
    public void A_successor_that_has_begun_too_early_has_negative_slack()
    {
        ProgramLink link = new((1, 1), (2, 1));
        var begun = Chain(2) with { Activities = [new Activity { Key = 1, Duration = 960, ActualStart = PlanGen.Start }] };
        Assert.Equal(-480, new ProgramSchedule([new(1, Chain(1)), new(2, begun)], [link]).SlackOf(link));
    }

    [Fact]
    public void Work_that_slips_by_its_float_keeps_the_programs_finish_and_a_minute_more_does_not() => Gen.Select(Gen.Int[1, 9].Array[1, 5], Gen.Int[1, 9].Array[1, 5], Gen.Int[0, 4], Gen.Int[0, 4], Gen.Int[0, 4]).Sample((a, b, from, to, slips) =>
    {
        var (first, second) = (Chain(a), Chain(b));
        ProgramLink[] links = [new((1, 1 + from % a.Length), (2, 1 + to % b.Length))];
        var program = new ProgramSchedule([new(1, first), new(2, second)], links);
        var (key, slack) = (1 + slips % a.Length, program.Of(1)[1 + slips % a.Length].TotalFloat!.Value);
        DateTime After(long minutes) => new ProgramSchedule([new(1, first with { Activities = [.. first.Activities.Select(x => x.Key == key ? x with { Duration = x.Duration + minutes } : x)] }), new(2, second)], links).Finish;
        Assert.Equal(program.Finish, After(slack));
        Assert.True(After(slack + 1) > program.Finish);
        Assert.Equal(0, Math.Min(program.FloatOf(1)!.Value, program.FloatOf(2)!.Value));
        Assert.True(program.SlackOf(links[0]) >= 0);
    });

    [Fact]
    public void A_row_beside_the_plans_follows_the_programs_own_start_after_an_edit_too()
    {
        var program = new Plan
        {
            Start = PlanGen.Start, Parts = [new(10, Chain(2))], Activities = [new Activity { Key = 10, Type = ActivityType.Summary }, new Activity { Key = 11, Parent = 10, Duration = 960 }, new Activity { Key = 12, Duration = 480 }],
        };
        var later = program with { Start = PlanGen.Start.AddDays(7) };
        Assert.Equal(Schedule.Compute(later).Rows.Select(r => r.Start), Schedule.Compute(program).After(later).Rows.Select(r => r.Start));
    }

    [Fact]
    public void One_without_an_account_joins_the_first_of_its_name() =>
        Assert.Equal([2, 1], SharedResource.Of([new(1, 1, "Bo", "a@x.org", 1), new(1, 2, "Bo", "b@x.org", 1), new(2, 1, "bo ", null, 1)]).Select(shared => shared.Members.Count));

    [Fact]
    public void The_same_account_or_the_same_name_in_several_plans_is_one_resource()
    {
        var shared = SharedResource.Of([new(1, 1, "Ann", null, 1), new(2, 7, " ann ", null, 2), new(1, 2, "Bo Li", "bo@x.org", 1), new(3, 1, "B. Li", "BO@x.org", 1), new(2, 8, "Bo Li", "other@x.org", 1)]);
        Assert.Equal(["Ann 2 2", "Bo Li 2 1", "Bo Li 1 1"], shared.OrderBy(row => row.Name).ThenByDescending(row => row.Members.Count).Select(row => $"{row.Name} {row.Members.Count} {row.Units}"));
    }
}
