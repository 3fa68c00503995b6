using System.Text;
using System.Text.Json;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class XerReaderTests
{
    public static TheoryData<string> Files => PlanCases.Of("xer", "*.xer");

    [Theory]
    [MemberData(nameof(Files))]
    public void An_unusual_file_arrives_whole_and_what_is_odd_is_told(string file)
    {
        using var stream = PlanCases.Open(file);
        var expected = PlanCases.Expected(file);
        var plan = Xer.Read(stream);
        var counts = expected.GetProperty("counts");
        Assert.Equal(counts.Whole("activities"), plan.Tasks.Count);
        Assert.Equal(counts.Whole("relations"), plan.Links.Count);
        Assert.Equal(counts.Whole("calendars"), plan.Calendars.Count);
        Assert.NotEmpty(plan.Warnings);
        if (expected.TryGetProperty("activities", out var rows)) Assert.All(rows.EnumerateArray(), row => Check(row, plan));
        Assert.Equal(plan.Tasks.Count, Schedule.Compute(plan.ToPlan()).Count);
    }

    private static void Check(JsonElement row, PlanFile plan)
    {
        var task = Assert.Single(plan.Tasks, t => t.Code == row.GetProperty("code").GetString());
        Assert.Equal(row.GetProperty("name").GetString(), task.Name);
        Assert.Equal(row.Moment("actualStart"), task.ActualStart);
        Assert.Equal(row.Moment("actualFinish"), task.ActualFinish);
        if (task.Type == ActivityType.Activity) Assert.Equal(row.Whole("remainingMinutes"), task.Remaining);
    }

    [Fact]
    public void A_constraint_without_a_date_and_a_date_without_a_constraint_are_both_told()
    {
        using var stream = PlanCases.Open("xer/04-constraints-heavy.xer");
        var codes = Xer.Read(stream).Warnings.Select(w => w.Code).ToList();
        Assert.Equal(6, codes.Count(c => c == "constraint_without_date"));
        Assert.Equal(8, codes.Count(c => c == "date_without_constraint"));
        Assert.Equal(2, codes.Count(c => c == "unknown_constraint"));
    }

    [Fact]
    public void Progress_out_of_sequence_and_a_milestone_with_a_duration_are_told()
    {
        using var stream = PlanCases.Open("xer/10-out-of-sequence-progress.xer");
        var plan = Xer.Read(stream);
        Assert.Contains(plan.Warnings, w => w.Code == "out_of_sequence");
        Assert.Contains(plan.Warnings, w => w.Code == "milestone_with_duration" && w.Line > 1);
        Assert.Equal(0, plan.Tasks.Single(t => t.Code == "OOS4").Duration);
    }

    [Fact]
    public void A_night_shift_written_as_one_period_works_on_after_midnight()
    {
        const string night = "(0||0(s|22:00|f|06:00)())";
        var days = string.Concat(Enumerable.Range(2, 5).Select(day => $"(0||{day}()({night}))"));
        var xer = $"ERMHDR\t23.12\t2026-01-05\n%T\tPROJECT\n%F\tproj_id\tclndr_id\tplan_start_date\tlast_recalc_date\n%R\t1\t1\t2026-01-05 00:00\t2026-01-05 00:00\n"
            + $"%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tclndr_data\n%R\t1\tNights\t(0||CalendarData()((0||DaysOfWeek()((0||1()()){days}(0||7()())))(0||Exceptions()())))\n"
            + "%T\tTASK\n%F\ttask_id\tproj_id\tclndr_id\ttask_code\ttask_name\ttask_type\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\n%R\t1\t1\t1\tA\tA\tTT_Task\t12\t12\n%E\n";
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xer));
        var row = Schedule.Compute(Xer.Read(stream).ToPlan()).At(0);
        Assert.Equal((new DateTime(2026, 1, 5, 22, 0, 0), new DateTime(2026, 1, 7, 2, 0, 0)), (row.Start, row.Finish));
    }

    [Theory]
    [InlineData("1\tA\tTT_Foo\t40\t1\t\t", "unknown_activity_type")]
    [InlineData("1\tA\tTT_Task\t-40\t1\t\t", "negative_duration")]
    [InlineData("1\tA\tTT_Task\t40\t9\t\t", "unknown_calendar")]
    [InlineData("1\tA\tTT_Task\t40\t1\t2026-01-09 17:00\t2026-01-05 08:00", "finish_before_start")]
    [InlineData("1\tA\tTT_Task\t40\t1\t2026-02-09 08:00\t", "actual_after_data_date")]
    [InlineData("1\tA\tTT_Task\t40\t1\t\t\n%R\t2\tA\tTT_Task\t40\t1\t\t", "duplicate_code")]
    [InlineData("1\tA\tTT_Task\tforty\t1\t\t", "unreadable_value")]
    [InlineData("", "no_activities")]
    public void What_is_odd_about_an_activity_is_told_once(string row, string code)
    {
        var rows = row.Length == 0 ? "" : $"%R\t{row}\n";
        var text = "ERMHDR\t23.12\n%T\tPROJECT\n%F\tproj_id\tclndr_id\tplan_start_date\tlast_recalc_date\n%R\t1\t1\t2026-01-05 08:00\t2026-01-12 08:00\n"
            + "%T\tCALENDAR\n%F\tclndr_id\tclndr_data\n%R\t1\t(0||CalendarData()((0||DaysOfWeek()((0||2()((0||0(s|08:00|f|16:00)())))))(0||Exceptions()())))\n"
            + $"%T\tTASK\n%F\ttask_id\ttask_code\ttask_type\tremain_drtn_hr_cnt\tclndr_id\tact_start_date\tact_end_date\n{rows}%E\n";
        var plan = Xer.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(code, Assert.Single(plan.Warnings).Code);
        Assert.Equal(plan.Tasks.Count, Schedule.Compute(plan.ToPlan()).Count);
    }

    [Fact]
    public void A_link_that_stands_twice_and_a_file_with_carriage_returns_alone_are_read()
    {
        var text = "ERMHDR\t1\t2026-01-05\r%T\tTASK\r%F\ttask_id\ttask_code\tremain_drtn_hr_cnt\r%R\t1\tA\t8\r%R\t2\tB\t8\r%T\tTASKPRED\r%F\ttask_id\tpred_task_id\tpred_type\r%R\t2\t1\tPR_FS\r%R\t2\t1\tPR_FS\r%E";
        var plan = Xer.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(2, plan.Tasks.Count);
        Assert.Equal(["A", "B"], Assert.Single(plan.Warnings, w => w.Code == "duplicate_link").Values);
    }

    [Fact]
    public void Nodes_of_the_outline_without_a_parent_in_the_file_or_in_a_circle_keep_their_activities()
    {
        const string text = "ERMHDR\t1\t2026-01-05\n%T\tPROJWBS\n%F\twbs_id\tparent_wbs_id\twbs_short_name\tproj_node_flag\n%R\t1\t900\tRoot\tY\n%R\t2\t1\tA\tN\n%R\t3\t77\tB\tN\n%R\t4\t5\tC\tN\n%R\t5\t4\tD\tN\n"
            + "%T\tTASK\n%F\ttask_id\twbs_id\ttask_code\tremain_drtn_hr_cnt\n%R\t12\t2\tT2\t8\n%R\t13\t3\tT3\t8\n%R\t14\t4\tT4\t8\n%R\t15\t5\tT5\t8\n%E";
        var plan = Xer.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(["A", "A/T2", "B", "B/T3", "C", "C/T4", "C.D", "C.D/T5"], plan.Tasks.Select(t => t.Code is null ? t.Wbs : $"{plan.Tasks.Single(up => up.Key == t.ParentKey).Wbs}/{t.Code}"));
        Assert.Equal(8, Schedule.Compute(plan.ToPlan()).Count);
    }

    [Fact]
    public void A_field_of_a_resource_is_not_one_of_the_activity_with_its_number()
    {
        const string text = "ERMHDR\t1\t2026-01-05\n%T\tUDFTYPE\n%F\tudf_type_id\ttable_name\tudf_type_label\n%R\t1\tTASK\tZone\n%R\t2\tRSRC\tTrade\n"
            + "%T\tTASK\n%F\ttask_id\ttask_code\tremain_drtn_hr_cnt\n%R\t7\tA\t8\n%T\tUDFVALUE\n%F\tudf_type_id\tfk_id\tudf_text\n%R\t1\t7\tNorth\n%R\t2\t7\tMason\n%E";
        Assert.Equal([new("Zone", "North")], Assert.Single(Xer.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))).Tasks).Custom);
    }

    [Theory]
    [InlineData("hello", "not_xer")]
    [InlineData("", "empty_file")]
    [InlineData("ERMHDR\t1\n%T\tPROJECT\n%F\tproj_id\n%R\t1\n%E", "no_activities")]
    public void What_is_no_plan_is_refused_with_its_reason(string text, string code)
    {
        var refusal = Assert.Throws<PlanFileException>(() => Xer.Read(new MemoryStream(Encoding.UTF8.GetBytes(text))));
        Assert.Equal(code, refusal.Code);
    }

    [Theory]
    [InlineData("windows-1252", "Gebäude")]
    [InlineData("gb2312", "基础施工阶段")]
    public void Names_in_a_Windows_code_page_are_read(string page, string name)
    {
        var text = $"ERMHDR\t1\t2026-01-05\r\n%T\tTASK\r\n%F\ttask_id\ttask_code\ttask_name\ttarget_drtn_hr_cnt\r\n%R\t1\tA\t{name}\t8\r\n%E";
        var bytes = CodePagesEncodingProvider.Instance.GetEncoding(page)!.GetBytes(text);
        Assert.Equal(name, Assert.Single(Xer.Read(new MemoryStream(bytes)).Tasks).Name);
    }
}
