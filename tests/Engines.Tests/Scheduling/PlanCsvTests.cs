using System.Text;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class PlanCsvTests
{
    private static readonly DateTime Start = new(2026, 1, 5, 8, 0, 0);

    public static TheoryData<string> Files => PlanCases.Of("csv", "*.csv");

    [Theory]
    [MemberData(nameof(Files))]
    public void Encodings_and_decimal_marks_are_read_as_meant(string file)
    {
        using var stream = PlanCases.Open(file);
        var plan = PlanCsv.Read(stream, Start);
        var rows = PlanCases.Expected(file).GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal(rows.Count, plan.Tasks.Count);
        foreach (var (row, task) in rows.Zip(plan.Tasks))
        {
            Assert.Equal(row.GetProperty("name").GetString(), task.Name);
            Assert.Equal(row.GetProperty("durationDays").GetDouble() * 480, task.Duration);
            Assert.Equal(row.GetProperty("percentComplete").GetDouble(), task.PercentComplete);
        }
    }

    [Fact]
    public void A_number_that_could_be_read_in_two_ways_is_told()
    {
        using var stream = PlanCases.Open("csv/european_decimals.csv");
        Assert.Equal("1.5", Assert.Single(PlanCsv.Read(stream, Start).Warnings, w => w.Code == "ambiguous_number").Values[^1]);
    }

    [Fact]
    public void Outline_links_and_Chinese_headings_make_a_plan()
    {
        var plan = Read("标识号,任务名称,工期,大纲级别,前置任务\r\n1,阶段,,1,\r\n2,甲,2 个工作日,2,\r\n3,\"乙, 丙\",4h,2,2FS+1d\r\n4,完成,0,1,3;2SS-50%\r\n");
        Assert.Equal(ActivityType.Summary, plan.Tasks[0].Type);
        Assert.Equal("乙, 丙", plan.Tasks[2].Name);
        Assert.Equal([new PlanLink(2, 3, LinkType.FinishStart, 480), new PlanLink(3, 4, LinkType.FinishStart), new PlanLink(2, 4, LinkType.StartStart, -50, LagUnit.Percent)], plan.Links);
        var schedule = Schedule.Compute(plan.ToPlan());
        Assert.Equal(new DateTime(2026, 1, 8, 12, 0, 0), schedule[4].Finish);
        Assert.Equal(schedule[4].Finish, schedule[1].Finish);
    }

    [Fact]
    public void The_apostrophe_before_a_formula_is_taken_off() =>
        Assert.Equal(["=1+1", "'quoted'"], Read("Name,Duration\n'=1+1,1\n'quoted',1\n").Tasks.Select(t => t.Name));

    [Theory]
    [InlineData("a,b\n1,2\n", "no_name_column")]
    [InlineData("Name,Duration\n", "no_activities")]
    [InlineData("Name\n\"open", "open_quote")]
    public void What_is_no_plan_is_refused_with_its_reason(string text, string code) => Assert.Equal(code, Assert.Throws<PlanFileException>(() => Read(text)).Code);

    private static PlanFile Read(string text) => PlanCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), Start);
}
