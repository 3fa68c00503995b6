using System.Text;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Links from tasks of other projects, as files name them.</summary>
public sealed class ExternalLinkTests
{
    private static PlanFile Mspdi(string link, string tasks = "") => PlanFiles.Read(new MemoryStream(Encoding.UTF8.GetBytes($"""
        <Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-03-02T08:00:00</StartDate><Tasks>{tasks}
        <Task><UID>5</UID><Name>Use</Name><OutlineLevel>1</OutlineLevel><Start>2026-03-10T08:00:00</Start><Duration>PT8H0M0S</Duration><PredecessorLink><Type>1</Type>{link}</PredecessorLink></Task></Tasks></Project>
        """)), PlanFormat.Mspdi);

    [Theory]
    [InlineData(@"<PredecessorUID>1</PredecessorUID><CrossProject>1</CrossProject><CrossProjectName>C:\plans\Supply.mpp\17</CrossProjectName>", "Supply", 17)]
    [InlineData("<PredecessorUID>999</PredecessorUID><CrossProjectUID>998</CrossProjectUID><CrossProjectName>external-project.mpp</CrossProjectName>", "external-project", 998)]
    [InlineData("<PredecessorUID>7</PredecessorUID><CrossProject>1</CrossProject><CrossProjectName>a/b/Plan 2.xml</CrossProjectName>", "Plan 2", 7)]
    public void A_predecessor_in_another_file_is_named_and_the_successor_stays_at_its_start(string xml, string project, int uid)
    {
        var file = Mspdi(xml + "<LinkLag>9600</LinkLag><LagFormat>7</LagFormat>");
        var link = Assert.Single(file.ExternalLinks);
        Assert.Equal((5, project, uid, 960.0, new DateTime(2026, 3, 10, 8, 0, 0)), (link.To, link.Projects[0], link.Uid, link.Lag, link.Held));
        Assert.Equal("cross_project", Assert.Single(file.Warnings).Code);
        Assert.Equal(link.Held, Schedule.Compute(file.ToPlan())[5].Start);
    }

    [Fact]
    public void A_link_from_a_row_that_stands_for_a_task_of_another_project_is_a_link_like_any()
    {
        var file = Mspdi("<PredecessorUID>1</PredecessorUID><CrossProject>1</CrossProject><CrossProjectName>x.mpp</CrossProjectName>",
            "<Task><UID>1</UID><Name>Make</Name><OutlineLevel>1</OutlineLevel><ExternalTask>1</ExternalTask><Start>2026-03-02T08:00:00</Start><Finish>2026-03-04T17:00:00</Finish><Duration>PT24H0M0S</Duration></Task>");
        Assert.Empty(file.ExternalLinks);
        Assert.Equal(new DateTime(2026, 3, 5, 8, 0, 0), Schedule.Compute(file.ToPlan())[5].Start);
    }

    [Fact]
    public void Links_from_the_other_projects_of_an_xer_file_hold_to_their_dates_there_and_to_their_lags()
    {
        const string text = "ERMHDR\t18.8\t2026-03-02\tProject\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\tplan_start_date\tlast_recalc_date\n%R\t1\tOWN\t2026-03-02 08:00\t2026-03-02 08:00\n%R\t2\tOTHER\t2026-03-02 08:00\t2026-03-02 08:00\n"
            + "%T\tTASK\n%F\ttask_id\tproj_id\ttask_type\tstatus_code\ttask_code\ttask_name\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\tearly_start_date\tearly_end_date\n"
            + "%R\t11\t1\tTT_Task\tTK_NotStart\tB1\tUse\t8\t8\t\t\n%R\t12\t1\tTT_Task\tTK_NotStart\tB2\tThen\t8\t8\t\t\n%R\t21\t2\tTT_Task\tTK_NotStart\tA1\tMake\t16\t16\t2026-03-05 08:00\t2026-03-06 17:00\n"
            + "%T\tTASKPRED\n%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt\n%R\t1\t11\t21\t1\t2\tPR_FS\t8\n%R\t2\t12\t77\t1\t9\tPR_FS\t0\n%E\n";
        var file = PlanFiles.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), PlanFormat.Xer);
        Assert.Equal([("OTHER", 21, "A1", new DateTime(2026, 3, 9, 17, 0, 0)), ("", 77, null, (DateTime?)null)], file.ExternalLinks.Select(link => (link.Projects.FirstOrDefault("") ?? "", link.Uid!.Value, link.Code, link.Held)));
        var dates = Schedule.Compute(file.ToPlan());
        Assert.Equal([new DateTime(2026, 3, 10, 8, 0, 0), new DateTime(2026, 3, 2, 8, 0, 0)], file.Tasks.Select(task => dates[task.Key].Start));
    }

    [Theory]
    [InlineData(0, "", "2026-03-10 08:00")] // not begun: two days end on the 11th
    [InlineData(2, "", "2026-03-10 08:00")]
    [InlineData(0, "<ActualStart>2026-03-02T08:00:00</ActualStart><RemainingDuration>PT8H0M0S</RemainingDuration>", "2026-03-02 08:00")]
    public void A_predecessor_elsewhere_that_bounds_the_finish_keeps_the_finish_where_it_was(int type, string more, string start)
    {
        var text = $"""
            <Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-03-02T08:00:00</StartDate><Tasks>
            <Task><UID>5</UID><Name>Use</Name><OutlineLevel>1</OutlineLevel><Start>2026-03-10T08:00:00</Start><Finish>2026-03-11T17:00:00</Finish><Duration>PT16H0M0S</Duration>{more}
            <PredecessorLink><PredecessorUID>1</PredecessorUID><Type>{type}</Type><CrossProject>1</CrossProject><CrossProjectName>Supply.mpp</CrossProjectName><LinkLag>4800</LinkLag></PredecessorLink></Task></Tasks></Project>
            """;
        var file = Read(text, PlanFormat.Mspdi);
        var link = Assert.Single(file.ExternalLinks);
        Assert.Equal((type == 2 ? LinkType.StartFinish : LinkType.FinishFinish, new DateTime(2026, 3, 11, 17, 0, 0)), (link.Type, link.Held!.Value));
        var dates = Schedule.Compute(file.ToPlan())[5];
        Assert.Equal((start, new DateTime(2026, 3, 11, 17, 0, 0)), (dates.Start.ToString("yyyy-MM-dd HH:mm", null), dates.Finish));
        using var written = new MemoryStream();
        Tandem.Scheduling.Files.Mspdi.Write(file.WithDates(Schedule.Compute(file.ToPlan())), written);
        var again = Read(Encoding.UTF8.GetString(written.ToArray()), PlanFormat.Mspdi);
        Assert.Equal(file.ExternalLinks.Select(Told), again.ExternalLinks.Select(Told));
        Assert.Equal(dates.Finish, Schedule.Compute(again.ToPlan())[5].Finish);
    }

    private static (LinkType, int?, double, DateTime?) Told(ExternalLink link) => (link.Type, link.Uid, link.Lag, link.Held);

    [Theory]
    [InlineData("PR_FF", "2026-03-09 17:00", "2026-03-09 08:00")] // finish of the 6th and 8 hours
    [InlineData("PR_SF", "2026-03-05 17:00", "2026-03-05 08:00")] // start of the 5th and 8 hours
    public void Of_an_xer_file_too_the_finish_waits_for_the_other_projects_date_and_lag(string type, string held, string start)
    {
        var text = "ERMHDR\t18.8\t2026-03-02\tProject\n%T\tPROJECT\n%F\tproj_id\tproj_short_name\tplan_start_date\tlast_recalc_date\n%R\t1\tOWN\t2026-03-02 08:00\t2026-03-02 08:00\n%R\t2\tOTHER\t2026-03-02 08:00\t2026-03-02 08:00\n"
            + "%T\tTASK\n%F\ttask_id\tproj_id\ttask_type\tstatus_code\ttask_code\ttask_name\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\tearly_start_date\tearly_end_date\n"
            + "%R\t11\t1\tTT_Task\tTK_NotStart\tB1\tUse\t8\t8\t\t\n%R\t21\t2\tTT_Task\tTK_NotStart\tA1\tMake\t16\t16\t2026-03-05 08:00\t2026-03-06 17:00\n"
            + $"%T\tTASKPRED\n%F\ttask_pred_id\ttask_id\tpred_task_id\tproj_id\tpred_proj_id\tpred_type\tlag_hr_cnt\n%R\t1\t11\t21\t1\t2\t{type}\t8\n%E\n";
        var file = Read(text, PlanFormat.Xer);
        Assert.Equal(held, Assert.Single(file.ExternalLinks).Held!.Value.ToString("yyyy-MM-dd HH:mm", null));
        Assert.Equal(start, Schedule.Compute(file.ToPlan())[file.Tasks[0].Key].Start.ToString("yyyy-MM-dd HH:mm", null));
    }

    private static PlanFile Read(string text, PlanFormat format) => PlanFiles.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), format);
}
