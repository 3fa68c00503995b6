using System.Text.Json;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Files with scheduled dates are scheduled again: every stored date and slack that an independent calculator could also find must come out.</summary>
public sealed class MspdiScheduleTests
{
    public static TheoryData<string> Files => [.. PlanCases.Of("mspdi", "*.xml").Concat(PlanCases.Of("mspdi-authored", "*.xml")).Select(f => f.Data)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Stored_dates_of_a_scheduled_file_come_out_again(string file)
    {
        var expected = PlanCases.Expected(file);
        using var stream = PlanCases.Open(file);
        var plan = Mspdi.Read(stream);
        var schedule = Schedule.Compute(plan.ToPlan());
        var scheduled = expected.Flag("datesAreScheduled") ?? true;
        var wrong = new List<string>();
        foreach (var row in expected.GetProperty("items").EnumerateArray())
        {
            var uid = (int)row.Whole("uid")!.Value;
            if (uid == 0) continue;
            var task = Assert.Single(plan.Tasks, t => t.Uid == uid);
            Assert.Equal(row.GetProperty("name").GetString(), task.Name);
            if (row.Whole("percentComplete") is { } percent) Assert.Equal(percent, task.PercentComplete);
            if (scheduled) wrong.AddRange(Compare(row, schedule[task.Key], Accepted(expected, uid)));
        }
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Compare(JsonElement row, ScheduledActivity ours, HashSet<DateTime> accepted)
    {
        if (row.Moment("start") is { } start && start != ours.Start && !accepted.Contains(ours.Start)) yield return $"{ours.Key} start {ours.Start:s}, wanted {start:s}";
        if (row.Moment("finish") is { } finish && finish != ours.Finish && !accepted.Contains(ours.Finish)) yield return $"{ours.Key} finish {ours.Finish:s}, wanted {finish:s}";
        if (row.Whole("totalSlackMinutes") is { } slack && slack != ours.TotalFloat) yield return $"{ours.Key} slack {ours.TotalFloat}, wanted {slack}";
        if (row.Flag("critical") is { } critical && critical != ours.Critical) yield return $"{ours.Key} critical {ours.Critical}";
    }

    private static HashSet<DateTime> Accepted(JsonElement expected, int uid)
    {
        var accepted = new HashSet<DateTime>();
        if (!expected.TryGetProperty("recomputed", out var recomputed)) return accepted;
        var summary = expected.GetProperty("items").EnumerateArray().Any(i => i.Whole("uid") == uid && i.Flag("summary") == true);
        foreach (var pair in recomputed.GetProperty("sameInstantShownDifferently").EnumerateArray())
        {
            if (summary || pair.Whole("uid") == uid) accepted.Add(pair.Moment("recomputed")!.Value);
        }
        return accepted;
    }
}
