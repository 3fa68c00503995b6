using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Levelling;
using Tandem.Scheduling.Levelling.Instances;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling.Levelling;

public sealed class LagProjectTests
{
    private static Gen<(ResourceProject Work, TimeLag[] Lags)> Any(int most, int lags) =>
        from count in Gen.Int[1, most]
        from durations in Gen.Int[0, 6].Array[count]
        from capacities in Gen.Int[2, 8].Array[2]
        from shares in Gen.Int[0, 8].Array[count * 2]
        from found in Gen.Select(Gen.Int[0, most - 1], Gen.Int[0, most - 1], Gen.Int[-9, 6]).Array[0, lags]
        select (new ResourceProject(durations, [.. shares.Select((s, i) => Math.Min(s, capacities[i % 2]))], capacities, [.. durations.Select(_ => Array.Empty<int>())]),
            found.Where(l => l.Item1 < count && l.Item2 < count && l.Item1 != l.Item2).Select(l => l.Item1 < l.Item2 ? new TimeLag(l.Item1, l.Item2, Math.Abs(l.Item3)) : new TimeLag(l.Item1, l.Item2, -Math.Abs(l.Item3))).ToArray());

    [Fact]
    public void A_schedule_keeps_every_lag_and_capacity() => Any(20, 40).Sample(one =>
    {
        if (Project(one) is not { } project) return;
        var found = LevelledLags.Of(project, new LevellingSearch { Schedules = 300 });
        if (found.Starts is not null) Check(one, found);
    }, iter: 500);

    [Fact]
    public void Small_projects_are_levelled_to_the_shortest_schedule_or_proven_to_have_none() => Any(4, 8).Sample(one =>
    {
        if (Project(one) is not { } project) return;
        var found = LevelledLags.Of(project, new LevellingSearch());
        var shortest = Shortest(one);
        Assert.Equal((shortest, shortest is null), (found.Makespan, found.Contradictory));
        if (shortest is { } length) Assert.Equal(length, found.Bound);
    }, iter: 200);

    [Fact]
    public void Lags_that_contradict_each_other_name_their_loop() => Assert.Contains("1 → 2 → 3", Assert.Throws<PlanException>(() =>
        new LagProject(new ResourceProject([1, 1, 1, 1], [], [], [[], [], [], []]), [new(0, 1, 3), new(1, 2, 2), new(2, 0, -4), new(2, 3, 1)])).Message, StringComparison.Ordinal);

    /// <summary>Activities 5 and 6 need more than there is of three resources together, and their lags hold their starts within less than either takes.</summary>
    [Fact]
    public void An_instance_of_ProGen_max_without_any_schedule_is_proven_so()
    {
        var found = InstanceFiles.Open("UBO10_01.sch", File.ReadAllText(Path.Combine(PlanCases.Folder, "rcpsp", "UBO10_01.sch")))(new LevellingSearch());
        Assert.Equal((null, true), (found.Makespan, found.Contradictory));
    }

    [Fact]
    public void ProGen_max_says_lags_between_starts_in_brackets()
    {
        const string text = "2 1 0 0\n0 1 2 1 2 [0] [0]\n1 1 2 2 3 [4] [3]\n2 1 2 1 3 [-5] [2]\n3 1 0\n0 1 0 0\n1 1 3 2\n2 1 2 1\n3 1 0 0\n2\n";
        Assert.Equal((6, 6), (InstanceFiles.Open("a.sch", text)(new LevellingSearch()).Makespan, InstanceFiles.Open("a.sch", text)(new LevellingSearch()).CriticalPath));
    }

    [Theory]
    [InlineData("2 1 0 0\n0 1 2 1", "instance_form")]
    [InlineData("1 1 1 0\n1 1 1", "instance_modes")]
    [InlineData("-4 1 0 0\n", "instance_form")]
    [InlineData("0 0 0 0 0 1 1 7 [1] 1 1 0 0 1 0 1 1 0", "unknown_activity")]
    public void What_is_not_in_that_form_is_refused(string text, string code) => Assert.Equal(code, Assert.ThrowsAny<PlanException>(() => InstanceFiles.Open("x.sch", text)).Code);

    private static LagProject? Project((ResourceProject Work, TimeLag[] Lags) one)
    {
        try
        {
            return new LagProject(one.Work, one.Lags);
        }
        catch (PlanException contradiction) when (contradiction.Code == "lags_contradict")
        {
            return null;
        }
    }

    private static void Check((ResourceProject Work, TimeLag[] Lags) one, LevelledLags found)
    {
        var (work, starts) = (one.Work, found.Starts!);
        Assert.All(one.Lags, l => Assert.True(starts[l.To] >= starts[l.From] + l.Lag));
        Assert.True(starts.Min() >= 0);
        for (var t = 0; t < found.Makespan; t++)
        {
            for (var r = 0; r < work.Resources; r++) Assert.True(Enumerable.Range(0, work.Count).Where(i => starts[i] <= t && t < starts[i] + work.DurationOf(i)).Sum(i => work.DemandOf(i, r)) <= work.CapacityOf(r));
        }
        Assert.Equal(found.Makespan, Enumerable.Range(0, work.Count).Max(i => starts[i] + work.DurationOf(i)));
        Assert.True(found.Bound <= found.Makespan);
    }

    /// <summary>Every start tried for every activity, up to a time by which any schedule can be brought forward.</summary>
    private static int? Shortest((ResourceProject Work, TimeLag[] Lags) one)
    {
        var (work, starts) = (one.Work, new int[one.Work.Count]);
        var horizon = Enumerable.Range(0, work.Count).Sum(work.DurationOf) + one.Lags.Sum(l => Math.Max(0, l.Lag));
        int? best = null;
        void Try(int i, int end)
        {
            if (end >= best) return;
            if (i == work.Count)
            {
                best = end;
                return;
            }
            for (starts[i] = 0; starts[i] + work.DurationOf(i) <= Math.Min(horizon, best ?? horizon); starts[i]++) if (Fits(i)) Try(i + 1, Math.Max(end, starts[i] + work.DurationOf(i)));
        }
        bool Fits(int i) => one.Lags.All(l => l.From > i || l.To > i || starts[l.To] >= starts[l.From] + l.Lag)
            && Enumerable.Range(starts[i], work.DurationOf(i)).All(t => Enumerable.Range(0, work.Resources).All(r =>
                Enumerable.Range(0, i + 1).Where(o => starts[o] <= t && t < starts[o] + work.DurationOf(o)).Sum(o => work.DemandOf(o, r)) <= work.CapacityOf(r)));
        Try(0, 0);
        return best;
    }
}
