using Tandem.Metrics.Funnels;
using Xunit;
using static Tandem.Engines.Tests.Metrics.Questions;

namespace Tandem.Engines.Tests.Metrics;

/// <summary>Rules of the definitions; the numbers of the published cases are held over HTTP (Server.Tests).</summary>
public sealed class FunnelTests
{
    private static readonly FunnelQuestion ABC = Funnel("ABC", 10);

    [Theory]
    [InlineData("A0 B1 C2", 3)]
    [InlineData("A0 C1 B2", 2)]
    [InlineData("B0 A1 C2", 1)]
    [InlineData("B0 C1", 0)]
    [InlineData("A0 z1 B2 z3 C4", 3)] // others may lie between
    public void Steps_come_in_order_with_others_between(string journey, int level) => Assert.Equal(level, Run(ABC, journey).Level);

    [Fact]
    public void The_window_runs_from_the_first_step_to_the_last_and_holds_its_end()
    {
        Assert.Equal(3, Run(ABC, "A0 B5 C10").Level);
        Assert.Equal(2, Run(ABC, "A0 B5 C11").Level);
    }

    [Fact]
    public void Every_first_step_opens_an_attempt_and_the_best_counts()
    {
        Assert.Equal(3, Run(ABC, "A0 B9 A20 B21 C22").Level);
        Assert.Equal(3, Run(ABC, "A0 B1 A2 C9").Level);
    }

    [Fact]
    public void Events_of_one_moment_convert_in_either_order()
    {
        Assert.Equal(3, Run(ABC, "B3 A3 C3").Level);
        Assert.Equal(3, Run(ABC, "A0 C3 B3").Level);
    }

    [Fact]
    public void One_event_serves_one_step()
    {
        var any = Funnel("AAA", 10);
        Assert.Equal(1, Run(any, "A0").Level);
        Assert.Equal(2, Run(any, "A0 A0").Level);
        Assert.Equal(3, Run(any, "A0 A1 A1").Level);
    }

    [Fact]
    public void Times_are_those_of_the_first_complete_attempt() => Assert.Equal([0, 60_000_000, 120_000_000], Run(ABC, "A0 B1 C2 A3 B9 C9").Times);

    [Theory]
    [InlineData("A0 B1 C2", 3)]
    [InlineData("A0 z1 B2", 1)]
    [InlineData("z0 A1 B2", 2)] // what lies before step 1 does not matter
    [InlineData("A0 B1 B2 C3", 2)]
    [InlineData("A0 A1 B2", 2)]
    public void Strict_takes_the_very_next_event(string journey, int level) => Assert.Equal(level, Run(Funnel("ABC", 10, "strict"), journey).Level);

    [Theory]
    [InlineData("C0 A1 B2", 3)]
    [InlineData("B0 B1 B2", 1)]
    [InlineData("C0 A9 B11", 2)]
    [InlineData("C0 A5 B9 C12", 3)]
    public void Unordered_takes_any_order_within_the_window_of_the_first(string journey, int level) => Assert.Equal(level, Run(Funnel("ABC", 10, "unordered"), journey).Level);

    [Theory]
    [InlineData("A0 B1", 2)]
    [InlineData("A0 x1 B2", 0)] // all attempts void: out altogether
    [InlineData("A0 x1", 0)]
    [InlineData("A0 x11", 1)] // the window was over before
    [InlineData("A0 x1 A2 B3", 2)] // the second attempt holds
    [InlineData("A0 B1 x2", 2)]
    [InlineData("A0 A20 x21 B22", 1)] // the first ended before the exclusion
    public void An_exclusion_voids_the_attempts_that_it_falls_into(string journey, int level) =>
        Assert.Equal(level, Run(Funnel("AB", 10, "ordered", """{"event":"x","from_step":1,"to_step":2}"""), journey).Level);

    [Theory]
    [InlineData("A0 x1 B2", 1)] // stays at step 1, unlike ordered
    [InlineData("A0 B1 x2", 2)]
    [InlineData("B0 x1 B2 A3", 2)]
    public void An_exclusion_leaves_an_unordered_person_at_one_step(string journey, int level) =>
        Assert.Equal(level, Run(Funnel("AB", 10, "unordered", """{"event":"x","from_step":1,"to_step":2}"""), journey).Level);

    [Theory]
    [InlineData("""{"steps":[]}""", "steps", "required")]
    [InlineData("""{"steps":[{"event":"A"}],"window":{"value":0,"unit":"day"},"date_from":"2021-05-01","date_to":"2021-05-02"}""", "window.value", "out_of_range")]
    [InlineData("""{"steps":[{"event":"A"}],"date_from":"2021-02-30","date_to":"yesterday?"}""", "date_from", "not_a_date")]
    [InlineData("""{"steps":[{"event":"A"}],"date_from":"2021-05-02","date_to":"2021-05-01"}""", "date_to", "before_start")]
    [InlineData("""{"steps":[{"event":"A"}],"date_from":"2021-05-01","date_to":"2021-05-02","colour":"red"}""", "colour", "unknown_field")]
    [InlineData("""{"steps":[{"name":"A"}],"date_from":"2021-05-01","date_to":"2021-05-02"}""", "steps[0].event", "required")]
    public void A_wrong_funnel_is_refused_by_field(string json, string field, string code)
    {
        var wrong = Refused(() => FunnelQuestion.Read(Fields(json), Utc));
        Assert.Equal((field, code), (wrong.Field, wrong.Code));
    }

    [Theory]
    [InlineData("ordered", 2, 2)]
    [InlineData("ordered", 1, 3)]
    [InlineData("unordered", 1, 1)]
    public void An_exclusion_outside_its_steps_is_refused(string order, int from, int to) =>
        Refused(() => Funnel("AB", 10, order, $$"""{"event":"x","from_step":{{from}},"to_step":{{to}}}"""));
}
