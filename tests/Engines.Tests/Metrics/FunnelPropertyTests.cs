using CsCheck;
using Tandem.Metrics.Funnels;
using Tandem.Metrics.Time;
using Xunit;
using static Tandem.Engines.Tests.Metrics.Questions;

namespace Tandem.Engines.Tests.Metrics;

/// <summary>The one-pass evaluators against definitions written out naively, on random journeys of different times.</summary>
public sealed class FunnelPropertyTests
{
    private const int Window = 12;

    private static readonly Gen<(int Minute, char Name)[]> Journeys =
        Gen.Select(Gen.Int[0, 60], Gen.Char["ABCxz"]).Array[0, 25].Select(all => all.DistinctBy(e => e.Item1).OrderBy(e => e.Item1).ToArray());

    [Fact]
    public void An_ordered_funnel_finds_the_best_of_all_attempts() => Journeys.Sample(journey =>
        Assert.Equal(Starts(journey, 'A').Select(s => Greedy(journey, s, ' ').Level).DefaultIfEmpty(0).Max(), Level(Funnel("ABC", Window), journey)));

    [Fact]
    public void A_guarded_funnel_takes_the_best_attempt_that_no_exclusion_voids() => Journeys.Sample(journey =>
        Assert.Equal(Starts(journey, 'A').Select(s => Greedy(journey, s, 'x')).Where(a => !a.IsVoid).Select(a => a.Level).DefaultIfEmpty(0).Max(),
            Level(Funnel("ABC", Window, "ordered", """{"event":"x","from_step":1,"to_step":3}"""), journey)));

    [Fact]
    public void An_unordered_funnel_counts_the_different_steps_of_the_best_window() => Journeys.Sample(journey =>
        Assert.Equal(journey.Select(s => journey.Where(e => e.Minute >= s.Minute && e.Minute <= s.Minute + Window && "ABC".Contains(e.Name)).Select(e => e.Name).Distinct().Count()).DefaultIfEmpty(0).Max(),
            Level(Funnel("ABC", Window, "unordered"), journey)));

    [Fact]
    public void A_strict_funnel_counts_runs_of_neighbours() => Journeys.Sample(journey =>
        Assert.Equal(Starts(journey, 'A').Select(s => Run(journey, s)).DefaultIfEmpty(0).Max(), Level(Funnel("ABC", Window, "strict"), journey)));

    private static IEnumerable<int> Starts((int Minute, char Name)[] journey, char first) => Enumerable.Range(0, journey.Length).Where(i => journey[i].Name == first);

    private static (int Level, bool IsVoid) Greedy((int Minute, char Name)[] journey, int start, char excluded)
    {
        var level = 0;
        foreach (var (minute, name) in journey.Skip(start))
        {
            if (minute > journey[start].Minute + Window) break;
            if (level < 3 && name == "ABC"[level]) level++;
            if (level == 3) break;
            if (name == excluded) return (level, true);
        }
        return (level, false);
    }

    private static int Run((int Minute, char Name)[] journey, int start)
    {
        var level = 1;
        while (level < 3 && start + level < journey.Length && journey[start + level].Name == "ABC"[level] && journey[start + level].Minute <= journey[start].Minute + Window) level++;
        return level;
    }

    private static int Level(FunnelQuestion question, (int Minute, char Name)[] journey) =>
        Journey.For(question).Of([.. journey.Select(e => new StepEvent(e.Minute * 60 * ZoneTable.Second, MaskOf(question, e.Name.ToString())))]).Level;
}
