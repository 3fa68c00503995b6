using System.Text;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class HostileFileTests
{
    private const string Head = "<Project xmlns=\"http://schemas.microsoft.com/project\"><StartDate>2026-01-05T08:00:00</StartDate>";

    [Theory]
    [InlineData("<!DOCTYPE Project [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Project><Name>&e;</Name></Project>", "dtd_refused")]
    [InlineData("<!DOCTYPE Project [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><Project><Name>&b;</Name></Project>", "dtd_refused")]
    [InlineData("<Project><Tasks>", "broken_xml")]
    [InlineData("<html/>", "not_mspdi")]
    [InlineData("<APIBusinessObjects xmlns=\"http://xmlns.oracle.com/Primavera/P6/V8.3/API/BusinessObjects\"/>", "pmxml_file")]
    [InlineData("\u0001\u0002binary", "broken_xml")]
    [InlineData("", "empty_file")]
    [InlineData("<Project/>", "no_start")]
    public void What_is_no_plan_is_refused_with_its_reason(string text, string code)
    {
        var refusal = Assert.Throws<PlanFileException>(() => Read(text));
        Assert.Equal(code, refusal.Code);
    }

    [Fact]
    public void A_hundred_thousand_nested_elements_are_refused_with_their_line()
    {
        var text = $"{Head}\n<Tasks>{string.Concat(Enumerable.Repeat("<x>", 100_000))}{string.Concat(Enumerable.Repeat("</x>", 100_000))}</Tasks></Project>";
        var refusal = Assert.Throws<PlanFileException>(() => Read(text));
        Assert.Equal(("too_deep", 2), (refusal.Code, refusal.Line));
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_told_with_line_and_field_and_kept()
    {
        var plan = Read($"{Head}\n<Tasks><Task><UID>1</UID><Name>A</Name>\n<Duration>eight hours</Duration></Task></Tasks></Project>");
        var warning = Assert.Single(plan.Warnings);
        Assert.Equal(("unreadable_value", 3, "Duration"), (warning.Code, warning.Line, warning.Field));
        Assert.Contains("eight hours", Assert.Single(plan.Tasks).Extra, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cycle_names_its_members_in_order()
    {
        var tasks = string.Concat(Enumerable.Range(1, 5).Select(n => $"<Task><UID>{n}</UID><Name>T{n}</Name><Duration>PT8H0M0S</Duration>{Link(n == 2 ? 4 : n - 1)}</Task>"));
        var plan = Read($"{Head}<Tasks>{tasks}</Tasks></Project>");
        var cycle = Assert.Throws<PlanCycleException>(() => Schedule.Compute(plan.ToPlan()));
        Assert.Equal([2, 3, 4], cycle.Members.Order());
        Assert.Equal(3, cycle.Members[(cycle.Members.ToList().IndexOf(2) + 1) % 3]);
        static string Link(int from) => from < 1 ? "" : $"<PredecessorLink><PredecessorUID>{from}</PredecessorUID><Type>1</Type></PredecessorLink>";
    }

    [Fact]
    public void A_link_between_a_summary_and_what_is_under_it_is_a_cycle()
    {
        var plan = new Plan
        {
            Start = new DateTime(2026, 1, 5, 8, 0, 0), Activities = [new Activity { Key = 1, Type = ActivityType.Summary }, new Activity { Key = 2, Parent = 1, Duration = 60 }], Dependencies = [new Dependency(2, 1)],
        };
        Assert.Equal([1, 2], Assert.Throws<PlanCycleException>(() => Schedule.Compute(plan)).Members.Order());
    }

    [Fact]
    public void Calendars_that_stand_on_each_other_or_have_no_work_are_survived()
    {
        const string calendar = "<Calendars><Calendar><UID>1</UID><Name>A</Name><BaseCalendarUID>2</BaseCalendarUID></Calendar><Calendar><UID>2</UID><Name>B</Name><BaseCalendarUID>1</BaseCalendarUID></Calendar>"
            + "<Calendar><UID>3</UID><Name>None</Name><WeekDays><WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>2</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>3</DayType><DayWorking>0</DayWorking></WeekDay>"
            + "<WeekDay><DayType>4</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>5</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>6</DayType><DayWorking>0</DayWorking></WeekDay><WeekDay><DayType>7</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></Calendar></Calendars>";
        var plan = Read($"{Head}<CalendarUID>3</CalendarUID>{calendar}<Tasks><Task><UID>1</UID><Name>A</Name><CalendarUID>1</CalendarUID><Duration>PT8H0M0S</Duration></Task></Tasks></Project>");
        Assert.Contains(plan.Warnings, w => w.Code == "calendar_without_work");
        Assert.Equal(new DateTime(2026, 1, 5, 17, 0, 0), Schedule.Compute(plan.ToPlan())[1].Finish);
    }

    [Theory]
    [InlineData("D0CF11E0A1B11AE1", PlanFormat.Mspdi, "mpp_file")]
    [InlineData("504B030414000600", PlanFormat.Csv, "zip_file")]
    [InlineData("255044462D312E34", PlanFormat.Mspdi, "pdf_file")]
    public void Another_programs_format_is_refused_with_advice(string bytes, PlanFormat format, string code) =>
        Assert.Equal(code, Assert.Throws<PlanFileException>(() => PlanFiles.Read(new MemoryStream(Convert.FromHexString(bytes)), format)).Code);

    [Fact]
    public void Durations_beyond_the_calendar_are_refused_not_wrapped()
    {
        var tasks = string.Concat(Enumerable.Range(1, 9).Select(n => $"<Task><UID>{n}</UID><Name>T{n}</Name><Duration>PT15000000H0M0S</Duration>{(n > 1 ? $"<PredecessorLink><PredecessorUID>{n - 1}</PredecessorUID></PredecessorLink>" : "")}</Task>"));
        var schedule = Schedule.Compute(Read($"{Head}<Tasks>{tasks}</Tasks></Project>").ToPlan());
        Assert.Equal("plan_out_of_range", Assert.Throws<PlanException>(() => schedule[9].Finish).Code);
    }

    [Fact]
    public void A_task_with_twenty_thousand_links_to_nowhere_is_read_in_linear_time()
    {
        var links = string.Concat(Enumerable.Range(100, 20_000).Select(n => $"<PredecessorLink><PredecessorUID>{n}</PredecessorUID></PredecessorLink>"));
        Assert.Equal(20_000, Read($"{Head}<Tasks><Task><UID>1</UID><Name>A</Name><Duration>PT8H0M0S</Duration>{links}</Task></Tasks></Project>").Warnings.Count);
    }

    [Fact]
    public void Calendars_with_endless_exceptions_and_bottomless_outlines_are_refused()
    {
        var exceptions = string.Concat(Enumerable.Repeat("<Exception><TimePeriod><FromDate>1900-01-01T00:00:00</FromDate><ToDate>2500-01-01T00:00:00</ToDate></TimePeriod><DayWorking>0</DayWorking></Exception>", 300));
        Assert.Equal("too_many_calendar_days", Assert.Throws<PlanFileException>(() => Read($"{Head}<Calendars><Calendar><UID>1</UID><Exceptions>{exceptions}</Exceptions></Calendar></Calendars></Project>")).Code);
        var tasks = string.Concat(Enumerable.Range(1, 500).Select(n => $"<Task><UID>{n}</UID><Name>A</Name><OutlineLevel>{n}</OutlineLevel></Task>"));
        Assert.Equal("outline_too_deep", Assert.Throws<PlanFileException>(() => Read($"{Head}<Tasks>{tasks}</Tasks></Project>")).Code);
    }

    [Fact]
    public void Calendars_that_each_inherit_many_days_are_refused()
    {
        var exceptions = string.Concat(Enumerable.Range(1, 20).Select(n => $"<Exception><TimePeriod><FromDate>{1900 + 14 * n}-01-01T00:00:00</FromDate><ToDate>{1912 + 14 * n}-12-31T00:00:00</ToDate></TimePeriod><DayWorking>0</DayWorking></Exception>"));
        var derived = string.Concat(Enumerable.Range(2, 30).Select(n => $"<Calendar><UID>{n}</UID><BaseCalendarUID>1</BaseCalendarUID><WeekDays><WeekDay><DayType>1</DayType><DayWorking>0</DayWorking></WeekDay></WeekDays></Calendar>"));
        var text = $"{Head}<Calendars>{derived}<Calendar><UID>1</UID><Exceptions>{exceptions}</Exceptions></Calendar></Calendars></Project>";
        Assert.Equal("too_many_calendar_days", Assert.Throws<PlanFileException>(() => Read(text)).Code);
    }

    [Theory]
    [InlineData("<OutlineLevel>-1</OutlineLevel>", "")]
    [InlineData("<CalendarUID>1</CalendarUID>", "<Type>7</Type><Period>2147483647</Period>")]
    [InlineData("<CalendarUID>1</CalendarUID>", "<Type>4</Type><Period>2147483647</Period><MonthDay>1</MonthDay>")]
    public void Numbers_out_of_all_bounds_are_survived(string field, string repeat)
    {
        var plan = Read($"{Head}<Calendars><Calendar><UID>1</UID><Exceptions><Exception><TimePeriod><FromDate>2026-03-01T00:00:00</FromDate><ToDate>2026-12-31T00:00:00</ToDate></TimePeriod>{repeat}<DayWorking>0</DayWorking></Exception></Exceptions></Calendar></Calendars>"
            + $"<Tasks><Task><UID>1</UID><Name>A</Name>{field}<Duration>PT8H0M0S</Duration></Task></Tasks></Project>");
        Assert.Equal(new DateTime(2026, 1, 5, 17, 0, 0), Schedule.Compute(plan.ToPlan())[1].Finish);
    }

    [Fact]
    public void A_duration_of_millions_of_digits_is_told_at_once() =>
        Assert.Equal("unreadable_value", Assert.Single(Read($"{Head}<Tasks><Task><UID>1</UID><Name>A</Name><Duration>PT{new string('0', 1000)}8H</Duration></Task></Tasks></Project>").Warnings).Code);

    [Theory]
    [InlineData("1e300", 7)]
    [InlineData("1e18", 7)]
    [InlineData("1e300", 19)]
    public void Lags_beyond_the_calendar_are_refused_not_wrapped(string lag, int format)
    {
        var plan = Read($"{Head}<Tasks><Task><UID>1</UID><Name>A</Name><Duration>PT8H0M0S</Duration></Task><Task><UID>2</UID><Name>B</Name><Duration>PT8H0M0S</Duration>"
            + $"<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type><LinkLag>{lag}</LinkLag><LagFormat>{format}</LagFormat></PredecessorLink></Task></Tasks></Project>");
        Assert.Equal("plan_out_of_range", Assert.Throws<PlanException>(() => Schedule.Compute(plan.ToPlan())[2].Finish).Code);
    }

    [Theory]
    [InlineData("Task", "<UID>none</UID>")]
    [InlineData("Task", "<UID/>")]
    [InlineData("Assignment", "<UID>none</UID><TaskUID>9</TaskUID>")]
    public void An_empty_row_without_a_readable_number_goes_out_again(string kind, string fields)
    {
        var plan = Read($"{Head}<Tasks><Task><UID>1</UID><Name>A</Name></Task>{(kind == "Task" ? $"<Task>{fields}<IsNull>1</IsNull></Task>" : "")}</Tasks>{(kind == "Task" ? "" : $"<Assignments><Assignment>{fields}</Assignment></Assignments>")}</Project>");
        using var written = new MemoryStream();
        Mspdi.Write(plan, written);
        Assert.Contains(kind == "Task" ? "IsNull" : "<UID>none</UID>", Encoding.UTF8.GetString(written.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_number_used_twice_that_is_also_the_next_free_one_stays_apart()
    {
        var plan = Read($"{Head}<Tasks>{string.Concat(Enumerable.Repeat("<Task><UID>1000000001</UID><Name>A</Name><Duration>PT8H0M0S</Duration></Task>", 3))}</Tasks></Project>");
        Assert.Equal(3, plan.Tasks.DistinctBy(t => t.Key).Count());
        Assert.Equal(3, Schedule.Compute(plan.ToPlan()).Count);
    }

    [Fact]
    public void Sums_of_money_beyond_all_sense_are_left_where_they_were()
    {
        const string most = "79228162514264337593543950335";
        var plan = Read($"{Head}<Tasks><Task><UID>1</UID><Name>A</Name><Cost>{most}</Cost></Task></Tasks></Project>");
        Assert.Equal("unreadable_value", Assert.Single(plan.Warnings).Code);
        Assert.Contains(most, plan.Tasks[0].Extra, StringComparison.Ordinal);
        var xer = $"ERMHDR\t1\t2026-01-05\n%T\tTASK\n%F\ttask_id\ttask_code\tremain_drtn_hr_cnt\n%R\t1\tA\t8\n%T\tPROJCOST\n%F\tcost_item_id\ttask_id\ttarget_cost\n%R\t1\t1\t{most}\n%R\t2\t1\t{most}\n%R\t3\t1\t25\n%E";
        Assert.Equal(25, Assert.Single(Xer.Read(new MemoryStream(Encoding.UTF8.GetBytes(xer))).Tasks).Cost);
    }

    private static PlanFile Read(string text) => PlanFiles.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), PlanFormat.Mspdi);
}
