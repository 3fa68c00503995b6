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

    [Theory]
    [InlineData("13/02/2026,20/02/2026", "02/03/2026,06/03/2026", "2026-03-02", null)]
    [InlineData("02/13/2026,02/20/2026", "03/02/2026,03/06/2026", "2026-03-02", null)]
    [InlineData("1/2/26,1/2/26", "3/2/26,3/3/26", "2026-03-02", "dates_month_first")]
    [InlineData("5 Jan 2026,9-Jan-26", "Mon 3/2/26 8:00 AM,Fri 3/13/26", "2026-03-02", null)]
    [InlineData("2026-01-05T08:00:00Z,2026-01-09", "2026年3月2日,2026/3/6", "2026-03-02", null)]
    public void Dates_are_read_as_the_table_as_a_whole_tells(string first, string second, string start, string? warning)
    {
        var plan = Read($"Name,Start,Finish\nA,{first}\nB,{second}\n");
        Assert.Equal(DateTime.Parse(start, System.Globalization.CultureInfo.InvariantCulture).AddHours(8), plan.Tasks[1].Stored.Start);
        Assert.Equal(warning is null ? [] : [warning], plan.Warnings.Select(w => w.Code));
    }

    [Theory]
    [InlineData("sep=;\nName;Duration\nA;1 234,5\n", 1234.5 * 480)]
    [InlineData("Summary,Start Date,Due Date\rA,2026-01-05,2026-01-06\r", 960)]
    [InlineData("Name,Duration\nA,2 edays\n", 2880)]
    public void Tables_of_other_programs_are_read(string text, double minutes) => Assert.Equal(minutes, Assert.Single(Read(text).Tasks).Duration);

    [Fact]
    public void A_column_called_summary_is_the_name_only_where_there_is_no_other() =>
        Assert.Equal(["A", "B"], Read("Summary,Duration\nA,1\n").Tasks.Concat(Read("Summary,Name,Duration\nNo,B,1\n").Tasks).Select(t => t.Name));

    [Fact]
    public void Columns_with_the_same_heading_are_the_values_of_one_field() =>
        Assert.Equal(["site, urgent", "urgent"], Read("Name,Duration,Labels,Labels\nA,1,site,urgent\nB,1,,urgent\n").Tasks.Select(t => t.Custom["Labels"]));

    [Theory]
    [InlineData("1EA+2,5 Tage", "1 1200")]
    [InlineData("1FS-12,5%,2SS", "1 -12.5;2 0")]
    [InlineData("1FS+2,2FS", "1 960;2 0")]
    [InlineData("1FS+1d,2", "1 480;2 0")]
    [InlineData("1,2", "1 0;2 0")]
    public void A_comma_in_a_lag_is_a_decimal_mark_where_the_table_has_such(string cell, string expected)
    {
        var plan = Read($"Nr;Name;Dauer;Vorgänger\n1;A;1;\n2;B;1;\n3;C;1;{cell}\n");
        Assert.Empty(plan.Warnings);
        Assert.Equal(expected, string.Join(';', plan.Links.Select(l => FormattableString.Invariant($"{l.From} {l.Lag}"))));
    }

    [Fact]
    public void A_predecessor_may_be_named() => Assert.Equal([new PlanLink(1, 2, LinkType.FinishStart)], Read("Name,Duration,Depends On\nPour, 5,\nCure,3,Pour\n").Links);

    [Fact]
    public void Chinese_in_UTF_16_without_a_mark_is_read() =>
        Assert.Equal("基础施工阶段", Assert.Single(PlanCsv.Read(new MemoryStream(Encoding.Unicode.GetBytes("任务名称,工期\r\n基础施工阶段,5\r\n")), Start).Tasks).Name);

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
