using System.Text;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class MspdiReaderTests
{
    private static DateTime At(int day, int hour) => new(2026, 3, day, hour, 0, 0);

    [Fact]
    public void The_gaps_of_a_split_task_come_from_its_work_by_time()
    {
        var plan = Read(Task(1, 16), Period("02", 8) + Period("03", 0) + Period("04", 0) + Period("05", 8));
        Assert.Equal(960, plan.Tasks[0].Gap);
        var row = Schedule.Compute(plan.ToPlan())[1];
        Assert.Equal((At(2, 8), At(5, 17), 960L, At(2, 8), 0L), (row.Start, row.Finish, row.Duration, row.LateStart, row.TotalFloat));
    }

    [Fact]
    public void Days_without_work_before_or_after_are_no_gap() => Assert.Equal(0, Read(Task(1, 16), Period("02", 8) + Period("03", 8) + Period("04", 0)).Tasks[0].Gap);

    [Fact]
    public void A_manual_task_whose_texts_are_empty_is_a_placeholder()
    {
        var plan = Read(Task(1, 8, "<Manual>1</Manual><StartText/><FinishText/><DurationText/><Start>2026-03-04T08:00:00</Start><Finish>2026-03-04T17:00:00</Finish>") + Task(2, 80), "");
        var row = Schedule.Compute(plan.ToPlan())[1];
        Assert.Equal((At(4, 8), 0L, false), (row.Start, row.TotalFloat, row.Critical));
    }

    [Fact]
    public void Days_of_type_0_are_exceptions_only_where_no_exceptions_are_listed()
    {
        const string day0 = "<WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-03-02T00:00:00</FromDate><ToDate>2026-03-02T23:59:00</ToDate></TimePeriod></WeekDay>";
        const string listed = "<Exceptions><Exception><TimePeriod><FromDate>2026-03-03T00:00:00</FromDate><ToDate>2026-03-03T23:59:00</ToDate></TimePeriod><Type>1</Type><DayWorking>0</DayWorking></Exception></Exceptions>";
        Assert.Equal(At(3, 8), Schedule.Compute(Read(Task(1, 8), "", Calendar($"<WeekDays>{day0}</WeekDays>")).ToPlan())[1].Start);
        Assert.Equal(At(2, 8), Schedule.Compute(Read(Task(1, 8), "", Calendar($"<WeekDays>{day0}</WeekDays>{listed}")).ToPlan())[1].Start);
    }

    [Fact]
    public void A_link_to_a_task_that_is_not_in_the_file_is_told_and_kept_for_the_way_out()
    {
        var plan = Read(Task(1, 8, "<PredecessorLink><PredecessorUID>77</PredecessorUID><Type>1</Type><LinkLag>0</LinkLag></PredecessorLink>"), "");
        Assert.Equal(["1", "77"], Assert.Single(plan.Warnings, w => w.Code == "unknown_predecessor").Values);
        using var memory = new MemoryStream();
        Mspdi.Write(plan, memory);
        Assert.Contains("<PredecessorUID>77</PredecessorUID>", Encoding.UTF8.GetString(memory.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_scheduled_from_its_finish_ends_there_and_its_tasks_stand_as_late_as_possible()
    {
        var plan = Read(Task(1, 8, "<ConstraintType>1</ConstraintType>") + Task(2, 8, "<ConstraintType>1</ConstraintType><PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>"), "", "<ScheduleFromStart>0</ScheduleFromStart><FinishDate>2026-03-06T17:00:00</FinishDate>");
        var schedule = Schedule.Compute(plan.ToPlan());
        Assert.Equal((At(5, 8), At(6, 17)), (schedule[1].Start, schedule[2].Finish));
    }

    [Fact]
    public void Every_warning_has_its_sentence()
    {
        foreach (var code in PlanWarningText.Codes) Assert.DoesNotContain("{", new PlanWarning(code, 1, "f", ["a", "b", "c", "d"]).Message, StringComparison.Ordinal);
    }

    private static string Task(int uid, int hours, string more = "") => $"<Task><UID>{uid}</UID><Name>T{uid}</Name><Duration>PT{hours}H0M0S</Duration>{more}</Task>";

    private static string Period(string day, int hours) =>
        $"<TimephasedData><Type>1</Type><UID>1</UID><Start>2026-03-{day}T08:00:00</Start><Finish>2026-03-{day}T17:00:00</Finish><Unit>2</Unit><Value>PT{hours}H0M0S</Value></TimephasedData>";

    private static string Calendar(string days) => $"<CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>S</Name><IsBaseCalendar>1</IsBaseCalendar>{days}</Calendar></Calendars>";

    private static PlanFile Read(string tasks, string periods, string head = "") => Mspdi.Read(new MemoryStream(Encoding.UTF8.GetBytes(
        $"<Project xmlns=\"http://schemas.microsoft.com/project\"><StartDate>2026-03-02T08:00:00</StartDate>{head}<Tasks>{tasks}</Tasks>"
        + $"<Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>-65535</ResourceUID>{periods}</Assignment></Assignments></Project>")));
}
