using Tandem.Automation.Loop;

namespace Tandem.Server.Tests.Automation;

public sealed class RuleLoopTests
{
    private static readonly DateTime Now = new(2011, 8, 29, 0, 0, 0, DateTimeKind.Utc);
    private static readonly RuleTerms Terms = new(Evaluations: 2, MinimumLoss: 0, Cap: 2, Cooldown: TimeSpan.FromDays(28), HoldOutPercent: 0);

    private static Sight Likely(string key, decimal loss = 100, int inARow = 2) => new(key, true, inARow, false, loss);

    private static LoopState State(params (string Key, Episode Episode)[] open) => new(open.ToDictionary(o => o.Key, o => o.Episode), new Dictionary<string, DateTime>(), 0);

    private static Verdict One(Sight sight, LoopState? state = null, RuleTerms? terms = null) => RuleLoop.Judge(terms ?? Terms, [sight], state ?? State(), Now)[0].Verdict;

    [Theory]
    [InlineData(0.7, new[] { 0.7 }, 2)]
    [InlineData(0.7, new[] { 0.69 }, 1)]
    [InlineData(0.69, new[] { 0.9 }, 0)]
    [InlineData(0.8, new double[0], 1)]
    public void Evaluations_in_a_row_count_from_the_threshold_on(double now, double[] earlier, int expected) =>
        Assert.Equal(expected, Streak.Of(now, earlier.Select(p => (double?)p), 0.7));

    [Fact]
    public void A_week_that_was_not_judged_breaks_the_row() => Assert.Equal(1, Streak.Of(0.9, [null, 0.9], 0.7));

    [Fact]
    public void It_opens_on_the_second_evaluation_and_says_so_on_the_first()
    {
        Assert.Equal(Verdict.BelowThreshold, One(Likely("a", inARow: 0)));
        Assert.Equal(Verdict.FirstOfMany, One(Likely("a", inARow: 1)));
        Assert.Equal(Verdict.Fired, One(Likely("a", inARow: 2)));
    }

    [Fact]
    public void What_is_not_watched_never_opens() => Assert.Equal(Verdict.NotWatched, One(new("a", false, 0, false, null)));

    [Fact]
    public void An_open_episode_opens_nothing_more_until_it_is_over()
    {
        var open = State(("a", new(null, false)));
        Assert.Equal(Verdict.StillOpen, One(Likely("a"), open));
        Assert.Equal(Verdict.StillOpen, One(new("a", true, 0, false, 10), open));
        Assert.Equal(Verdict.StillOpen, One(new("a", false, 0, false, null), open));
    }

    [Fact]
    public void It_closes_only_at_the_lower_threshold_and_only_where_nobody_started()
    {
        var well = new Sight("a", true, 0, true, 10);
        Assert.Equal(Verdict.Recovered, One(well, State(("a", new(null, Started: false)))));
        Assert.Equal(Verdict.StillOpen, One(well, State(("a", new(null, Started: true)))));
    }

    [Fact]
    public void After_its_end_a_key_rests_for_the_cooldown()
    {
        var ended = State() with { Ended = new Dictionary<string, DateTime> { ["a"] = Now.AddDays(-27) } };
        var judged = RuleLoop.Judge(Terms, [Likely("a")], ended, Now)[0];
        Assert.Equal((Verdict.Cooldown, Now.AddDays(1)), (judged.Verdict, judged.Until));
        Assert.Equal(Verdict.Fired, One(Likely("a"), State() with { Ended = new Dictionary<string, DateTime> { ["a"] = Now.AddDays(-28) } }));
    }

    [Fact]
    public void The_cap_lets_the_largest_losses_through()
    {
        var judged = RuleLoop.Judge(Terms, [Likely("small", 1), Likely("large", 300), Likely("middle", 20), Likely("unknown", 0)], State(), Now);
        Assert.Equal(["large", "middle"], judged.Where(j => j.Verdict == Verdict.Fired).Select(j => j.Sight.Key).Order());
        Assert.All(judged.Where(j => j.Sight.Key is "small" or "unknown"), j => Assert.Equal(Verdict.Cap, j.Verdict));
    }

    [Fact]
    public void Work_the_team_already_got_this_week_counts_to_the_cap()
    {
        Assert.Equal(1, RuleLoop.Judge(Terms, [Likely("a"), Likely("b")], State() with { OpenedThisWeek = 1 }, Now).Count(j => j.Verdict == Verdict.Fired));
        Assert.Equal(Verdict.Cap, One(Likely("a"), State() with { OpenedThisWeek = 5 }));
    }

    [Fact]
    public void What_the_cap_held_back_competes_again_and_is_let_through()
    {
        var held = State(("a", new(Verdict.Cap, false)));
        Assert.Equal(Verdict.Fired, One(Likely("a", 100, 3), held));
        Assert.Equal(Verdict.Cap, One(Likely("a", inARow: 0), held));
        Assert.Equal(Verdict.Recovered, One(new("a", true, 0, true, 1), held));
        Assert.Equal(Verdict.Recovered, One(new("a", false, 0, false, null), held));
    }

    [Fact]
    public void Less_at_stake_than_asked_makes_no_work()
    {
        Assert.Equal(Verdict.SmallLoss, One(Likely("a", 299.99m), terms: Terms with { MinimumLoss = 300 }));
        Assert.Equal(Verdict.Fired, One(Likely("a", 300), terms: Terms with { MinimumLoss = 300 }));
    }

    [Fact]
    public void Holding_out_takes_low_stakes_only_and_draws_once_a_key()
    {
        var sights = Enumerable.Range(0, 200).Select(i => Likely($"item{i}", i)).ToList();
        var terms = Terms with { HoldOutPercent = 50, Cap = 1000 };
        var first = RuleLoop.Judge(terms, sights, State(), Now);
        var out1 = first.Where(j => j.Verdict == Verdict.HeldOut).Select(j => j.Sight.Key).ToList();
        Assert.InRange(out1.Count, 20, 80);
        Assert.All(first.Where(j => j.Sight.Loss >= 100), j => Assert.Equal(Verdict.Fired, j.Verdict));
        Assert.Equal(out1, RuleLoop.Judge(terms, sights, State(), Now.AddDays(7)).Where(j => j.Verdict == Verdict.HeldOut).Select(j => j.Sight.Key));
    }
}
