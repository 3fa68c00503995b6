using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Levelling;
using Tandem.Scheduling.Levelling.Instances;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling.Levelling;

public sealed class ModeProjectTests
{
    private sealed record Case(ActivityMode[][] Modes, int[] Capacities, int[] Stocks, int[][] Successors)
    {
        public ModeProject Project() => new(Modes, Capacities, Stocks, Successors);
    }

    private static readonly Gen<ActivityMode> OfMode = Gen.Select(Gen.Int[0, 7], Gen.Int[0, 6].Array[2], Gen.Int[0, 6].Array[2]).Select((length, demand, use) => new ActivityMode(length, demand, use));

    private static Gen<Case> Any(int most, int least) =>
        from count in Gen.Int[1, most]
        from modes in OfMode.Array[1, 3].Array[count]
        from capacities in Gen.Int[least, 9].Array[2]
        from shares in Gen.Int[0, 4].Array[2]
        from links in Gen.Select(Gen.Int[0, most - 1], Gen.Int[0, most - 1]).Array[0, 10]
        select new Case(modes, capacities, [.. shares.Select((share, n) => modes.Sum(m => m.Min(w => w.Use[n])) + share * count / 2)],
            [.. Enumerable.Range(0, count).Select(i => links.Where(l => l.Item1 == i && l.Item2 > i && l.Item2 < count).Select(l => l.Item2).ToArray())]);

    [Fact]
    public void A_schedule_keeps_links_capacities_and_stocks_in_the_modes_it_names() => Any(12, 6).Sample(one =>
    {
        if (Refused(one)) return;
        var found = LevelledModes.Of(one.Project(), new LevellingSearch { Schedules = 300 });
        if (found.Starts is not null) Check(one, found);
    }, iter: 500);

    [Fact]
    public void Small_projects_are_levelled_to_the_shortest_schedule_of_all_choices_and_the_bound_is_never_above_it() => Any(4, 6).Sample(one =>
    {
        if (Refused(one)) return;
        var found = LevelledModes.Of(one.Project(), new LevellingSearch { Schedules = 2_000 });
        var shortest = Shortest(one);
        Assert.Equal(shortest, found.Makespan);
        Assert.True(shortest is null || found.Bound <= shortest);
    }, iter: 120);

    [Fact]
    public void An_instance_of_PSPLIBs_multi_mode_form_is_read_and_levelled()
    {
        var level = InstanceFiles.Open("m11_1.mm", File.ReadAllText(Path.Combine(PlanCases.Folder, "rcpsp", "m11_1.mm")));
        var found = level(new LevellingSearch());
        Assert.Equal(34, found.CriticalPath);
        Assert.InRange(found.Makespan!.Value, found.Bound, 42);
    }

    [Fact]
    public void Lines_of_further_modes_leave_out_the_job_and_the_longer_mode_is_taken_where_the_stock_asks_for_it()
    {
        const string text = """
            RESOURCES
              - renewable                 :  1   R
              - nonrenewable              :  1   N
            PRECEDENCE RELATIONS:
            jobnr.    #modes  #successors   successors
               1        1          1           2
               2        2          1           3
               3        1          0
            ****
            REQUESTS/DURATIONS:
            jobnr. mode duration  R 1  N 1
            ------------------------------
              1      1     0       0    0
              2      1     3       1    9
                     2     8       1    4
              3      1     2       1    0
            ****
            RESOURCEAVAILABILITIES:
              R 1  N 1
                1    {0}
            """;
        int? Makespan(int stock) => InstanceFiles.Open("x.mm", text.Replace("{0}", $"{stock}", StringComparison.Ordinal))(new LevellingSearch()).Makespan;
        Assert.Equal((5, 10), (Makespan(9), Makespan(8)));
        Assert.Equal("demand_above_capacity", Assert.Throws<PlanException>(() => Makespan(3)).Code);
    }

    private static bool Refused(Case one)
    {
        try
        {
            one.Project();
            return false;
        }
        catch (PlanException refused) when (refused.Code == "demand_above_capacity")
        {
            return true;
        }
    }

    private static void Check(Case one, LevelledModes found)
    {
        ActivityMode[] modes = [.. one.Modes.Select((ways, i) => ways[found.Modes![i]])];
        for (var n = 0; n < one.Stocks.Length; n++) Assert.True(modes.Sum(m => m.Use[n]) <= one.Stocks[n]);
        for (var i = 0; i < modes.Length; i++) Assert.All(one.Successors[i], s => Assert.True(found.Starts![s] >= found.Starts[i] + modes[i].Duration));
        for (var t = 0; t < found.Makespan; t++)
        {
            for (var r = 0; r < one.Capacities.Length; r++) Assert.True(modes.Where((m, i) => found.Starts![i] <= t && t < found.Starts[i] + m.Duration).Sum(m => m.Demand[r]) <= one.Capacities[r]);
        }
        Assert.Equal(found.Makespan, modes.Select((m, i) => found.Starts![i] + m.Duration).Max());
        Assert.True(found.Bound <= found.Makespan);
    }

    /// <summary>All choices of modes that the stocks allow, each levelled as a project of its own.</summary>
    private static int? Shortest(Case one)
    {
        int? Best(int[] chosen)
        {
            if (chosen.Length < one.Modes.Length) return Enumerable.Range(0, one.Modes[chosen.Length].Length).Min(m => Best([.. chosen, m]));
            ActivityMode[] modes = [.. one.Modes.Select((ways, i) => ways[chosen[i]])];
            if (one.Stocks.Where((stock, n) => modes.Sum(m => m.Use[n]) > stock).Any()) return null;
            if (modes.Any(m => m.Duration > 0 && m.Demand.Where((d, r) => d > one.Capacities[r]).Any())) return null;
            return LevelledProject.Of(new ResourceProject([.. modes.Select(m => m.Duration)], [.. modes.SelectMany(m => m.Demand)], one.Capacities, one.Successors), new LevellingSearch { Schedules = 600 }).Makespan;
        }
        return Best([]);
    }
}
