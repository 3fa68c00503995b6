using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Levelling;
using Tandem.Scheduling.Levelling.Instances;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling.Levelling;

public sealed class ResourceProjectTests
{
    private static readonly Gen<ResourceProject> Any =
        from count in Gen.Int[1, 14]
        from resources in Gen.Int[0, 12]
        from durations in Gen.Int[0, 9].Array[count]
        from capacities in Gen.Int[1, 12].Array[resources]
        from shares in Gen.Int[0, 12].Array[count * resources]
        from links in Gen.Select(Gen.Int[0, 13], Gen.Int[0, 13]).Array[0, 20]
        select new ResourceProject(durations, [.. shares.Select((s, i) => Math.Min(s, capacities[i % resources]))], capacities,
            [.. Enumerable.Range(0, count).Select(i => links.Where(l => l.Item1 == i && l.Item2 > i && l.Item2 < count).Select(l => l.Item2).ToArray())]);

    private static readonly LevellingSearch Short = new() { Schedules = 600 };

    [Fact]
    public void A_levelled_project_keeps_its_links_and_never_exceeds_a_capacity() => Any.Sample(project => Check(project, LevelledProject.Of(project, Short)), iter: 2_000);

    [Fact]
    public void The_makespan_lies_between_the_bound_and_one_activity_after_the_other() => Any.Sample(project =>
    {
        var levelled = LevelledProject.Of(project, Short);
        Assert.InRange(levelled.Makespan, levelled.Bound, project.Horizon);
        Assert.True(levelled.Bound >= levelled.CriticalPath);
    }, iter: 2_000);

    [Fact]
    public void The_bound_is_never_above_the_shortest_schedule_there_is() => Any.Where(p => p.Count <= 6).Sample(project =>
        Assert.True(LevelledProject.Of(project, Short).Bound <= Shortest(project)), iter: 500);

    [Fact]
    public void Small_projects_are_levelled_to_the_shortest_schedule_there_is() => Any.Where(p => p.Count <= 6).Sample(project =>
        Assert.Equal(Shortest(project), LevelledProject.Of(project, new LevellingSearch { Schedules = 3_000 }).Makespan), iter: 500);

    [Fact]
    public void The_same_seed_and_number_of_schedules_give_the_same_starts() => Gen.Select(Any, Gen.ULong).Sample((project, seed) =>
    {
        var search = Short with { Seed = seed };
        Assert.Equal(LevelledProject.Of(project, search).Starts, LevelledProject.Of(project, search).Starts);
    }, iter: 300);

    [Fact]
    public void A_known_instance_of_PSPLIB_reaches_its_proven_makespan()
    {
        foreach (var row in File.ReadAllLines(Path.Combine(PlanCases.Folder, "rcpsp", "makespans.csv")).Skip(1).Select(l => l.Split(',')))
        {
            var project = Read(row[0] + ".sm");
            var levelled = LevelledProject.Of(project, new LevellingSearch());
            Check(project, levelled);
            Assert.Equal((int.Parse(row[3], null), int.Parse(row[4], null)), (levelled.CriticalPath, levelled.Makespan));
            Assert.InRange(levelled.Bound, int.Parse(row[3], null), int.Parse(row[5], null));
        }
    }

    [Fact]
    public void Several_projects_on_shared_resources_are_levelled_as_one()
    {
        var project = Read("MPLIB2_Set1_0.rcmp");
        Assert.Equal((520, 5), (project.Count, project.Resources));
        Check(project, LevelledProject.Of(project, Short));
    }

    [Fact]
    public void Pattersons_form_is_read_whatever_its_line_breaks()
    {
        var project = InstanceFiles.Read("p.rcp", "4 1\n 2\n0 0 2\n 2 3\n5 2 1 4 4 1\n1 4\n0 0 0\n");
        Assert.Equal((9, 5), (LevelledProject.Of(project, Short).Makespan, LevelledProject.Of(project, Short).CriticalPath));
    }

    [Theory]
    [InlineData("p.rcp", "4 1\n2\n0 0", "instance_form")]
    [InlineData("p.sm", "nothing", "instance_form")]
    [InlineData("p.rcp", "1 1 2 5 3 0", "demand_above_capacity")]
    [InlineData("p.rcp", "2 0 5 1 2 5 1 1", "cycle")]
    public void What_cannot_be_levelled_is_refused(string name, string text, string code) => Assert.Equal(code, Assert.ThrowsAny<PlanException>(() => InstanceFiles.Read(name, text)).Code);

    private static ResourceProject Read(string file) => InstanceFiles.Read(file, File.ReadAllText(Path.Combine(PlanCases.Folder, "rcpsp", file)));

    private static void Check(ResourceProject project, LevelledProject levelled)
    {
        for (var i = 0; i < project.Count; i++)
        {
            Assert.True(levelled.Starts[i] >= 0 && levelled.Starts[i] + project.DurationOf(i) <= levelled.Makespan);
            Assert.All(project.SuccessorsOf(i), s => Assert.True(levelled.Starts[s] >= levelled.Starts[i] + project.DurationOf(i)));
        }
        for (var r = 0; r < project.Resources; r++)
        {
            for (var t = 0; t < levelled.Makespan; t++)
            {
                var use = Enumerable.Range(0, project.Count).Where(i => levelled.Starts[i] <= t && t < levelled.Starts[i] + project.DurationOf(i)).Sum(i => project.DemandOf(i, r));
                Assert.True(use <= project.CapacityOf(r));
            }
        }
    }

    /// <summary>Every order tried: the best of all serial schedules is the shortest there is.</summary>
    private static int Shortest(ResourceProject project)
    {
        var start = Enumerable.Repeat(-1, project.Count).ToArray();
        int Try(int placed, int end)
        {
            if (placed == project.Count) return end;
            var best = int.MaxValue;
            for (var i = 0; i < project.Count; i++)
            {
                var before = Enumerable.Range(0, project.Count).Where(p => project.SuccessorsOf(p).Contains(i)).ToArray();
                if (start[i] >= 0 || before.Any(p => start[p] < 0)) continue;
                var at = before.Select(p => start[p] + project.DurationOf(p)).Append(0).Max();
                while (!Fits(i, at)) at++;
                start[i] = at;
                best = Math.Min(best, Try(placed + 1, Math.Max(end, at + project.DurationOf(i))));
                start[i] = -1;
            }
            return best;
        }
        bool Fits(int i, int at) => Enumerable.Range(at, project.DurationOf(i)).All(t => Enumerable.Range(0, project.Resources).All(r =>
            project.DemandOf(i, r) + Enumerable.Range(0, project.Count).Where(o => start[o] >= 0 && start[o] <= t && t < start[o] + project.DurationOf(o)).Sum(o => project.DemandOf(o, r)) <= project.CapacityOf(r)));
        return Try(0, 0);
    }
}
