using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>The sample's plan in its two languages.</summary>
public sealed class SamplePlanTests
{
    private static readonly PlanFile English = Read("en"), Chinese = Read("zh-CN");

    [Fact]
    public void An_import_finds_every_stored_value_again()
    {
        foreach (var plan in new[] { English, Chinese })
        {
            var comparison = ScheduleComparison.Of(plan, Schedule.Compute(plan.ToPlan()));
            Assert.Empty(comparison.Differences);
            Assert.Equal(plan.Tasks.Count, comparison.Identical);
            Assert.Empty(plan.Warnings);
        }
    }

    [Fact]
    public void Only_names_differ_between_the_languages()
    {
        static object Bare(PlanFile file) => file.Tasks.Select(t => t with { Name = "", Extra = null, Baselines = [.. t.Baselines.Select(b => b with { Extra = null })] });
        Assert.Equivalent(Bare(English), Bare(Chinese), strict: true);
        Assert.Equal(English.Links, Chinese.Links);
        Assert.All(Chinese.Tasks, t => Assert.Contains(t.Name, c => c >= 0x4E00));
    }

    [Fact]
    public void It_has_what_a_scheduler_expects_to_see()
    {
        var schedule = Schedule.Compute(English.ToPlan());
        Assert.True(English.Tasks.Count(t => t.Type != ActivityType.Summary) >= 60);
        Assert.Equal(4, English.Links.Select(l => l.Type).Distinct().Count());
        Assert.Contains(English.Links, l => l.Lag > 0);
        Assert.Contains(English.Links, l => l.Lag < 0);
        Assert.Contains(English.Tasks, t => t.Deadline is not null && schedule[t.Key].TotalFloat < 0);
        Assert.Contains(English.Tasks, t => t.Baselines.Any(b => b.Finish < t.Stored.Finish));
        Assert.InRange(schedule.Rows.Count(r => r.Critical && r.Activity.Type != ActivityType.Summary), 8, 25);
        Assert.Contains(schedule.Rows, r => r.TotalFloat > 4800);
        Assert.DoesNotContain(English.Tasks, t => t.ActualFinish > English.DataDate || t.ActualStart > English.DataDate);
    }

    private static PlanFile Read(string language)
    {
        using var stream = File.OpenRead(Path.Combine(PlanCases.Folder, "..", "..", "..", "..", "samples", "christmas-launch", $"plan.{language}.xml"));
        return Mspdi.Read(stream);
    }
}
