using System.Text.Json;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Primavera's own dates and floats (P6 23.12), to the minute.</summary>
public sealed class P6ScheduleTests
{
    public static TheoryData<string> Files => PlanCases.Of("p6", "*.xer");

    [Theory]
    [MemberData(nameof(Files))]
    public void Dates_and_floats_are_those_of_P6(string file)
    {
        using var stream = PlanCases.Open(file);
        var plan = Xer.Read(stream);
        var schedule = Schedule.Compute(plan.ToPlan());
        var wrong = new List<string>();
        foreach (var row in PlanCases.Expected(file).GetProperty("activities").EnumerateArray())
        {
            var task = Assert.Single(plan.Tasks, t => t.Code == row.GetProperty("code").GetString());
            wrong.AddRange(Compare(row, schedule[task.Key]).Select(w => $"{task.Code} {w}"));
        }
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Compare(JsonElement row, ScheduledActivity ours)
    {
        if (row.Moment("earlyStart") != ours.EarlyStart) yield return $"early start {ours.EarlyStart:s}, wanted {row.Moment("earlyStart"):s}";
        if (row.Moment("earlyFinish") != ours.EarlyFinish) yield return $"early finish {ours.EarlyFinish:s}, wanted {row.Moment("earlyFinish"):s}";
        if (row.Moment("lateStart") != ours.LateStart) yield return $"late start {ours.LateStart:s}, wanted {row.Moment("lateStart"):s}";
        if (row.Moment("lateFinish") != ours.LateFinish) yield return $"late finish {ours.LateFinish:s}, wanted {row.Moment("lateFinish"):s}";
        if (row.Whole("totalFloatMinutes") != ours.TotalFloat) yield return $"total float {ours.TotalFloat}, wanted {row.Whole("totalFloatMinutes")}";
        if (row.Whole("freeFloatMinutes") != ours.FreeFloat) yield return $"free float {ours.FreeFloat}, wanted {row.Whole("freeFloatMinutes")}";
    }
}
