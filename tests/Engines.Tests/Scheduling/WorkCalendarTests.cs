using CsCheck;
using Tandem.Scheduling;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class WorkCalendarTests
{
    private static readonly Gen<DateTime> At = Gen.Int[-40_000, 80_000].Select(m => PlanGen.Start.AddMinutes(m));
    private static readonly Gen<WorkCalendar> Calendar = Gen.Int[0, 4].Select(i => PlanGen.Calendars[i]);

    [Fact]
    public void Going_back_and_forth_within_working_time_ends_where_it_began() => Gen.Select(Calendar, At, Gen.Int[1, 20_000]).Sample((calendar, at, minutes) =>
    {
        var inside = calendar.NextWork(at).AddMinutes(1);
        Assert.Equal(inside, calendar.Add(calendar.Subtract(inside, minutes), minutes));
        Assert.Equal(minutes, calendar.Between(calendar.Subtract(inside, minutes), inside));
    }, iter: 10_000);

    [Fact]
    public void Work_counted_minute_by_minute_is_the_work_between() => Gen.Select(Calendar, At, Gen.Int[0, 6_000]).Sample((calendar, at, span) =>
    {
        var counted = Enumerable.Range(0, span).Count(m => calendar.IsWorking(at.AddMinutes(m)));
        Assert.Equal(counted, calendar.Between(at, at.AddMinutes(span)));
        Assert.Equal(-counted, calendar.Between(at.AddMinutes(span), at));
    }, iter: 200);

    /// <summary>A calendar just made works everything out by sums; one that has been asked much has tables of the days asked about, forwards and backwards in time.</summary>
    [Fact]
    public void A_calendar_that_was_asked_much_answers_as_one_just_made() => Gen.Select(Calendar, Gen.Int[-4_000, 4_000].Array[2], At, Gen.Int[-30_000, 30_000]).Sample((calendar, days, at, minutes) =>
    {
        var asked = Copy(calendar);
        foreach (var day in days) for (var i = 0; i < 300; i++) asked.Add(PlanGen.Start.AddDays(day).AddMinutes(i * 97), i - 150);
        foreach (var from in days.Select(day => PlanGen.Start.AddDays(day).AddMinutes(minutes)).Append(at))
        {
            Assert.Equal(Copy(calendar).Add(from, minutes), asked.Add(from, minutes));
            Assert.Equal(Copy(calendar).Between(at, from), asked.Between(at, from));
            Assert.Equal((Copy(calendar).NextWork(from), Copy(calendar).PreviousWork(from)), (asked.NextWork(from), asked.PreviousWork(from)));
        }
    }, iter: 2_000);

    [Fact]
    public void Hundreds_of_days_that_all_differ_are_counted_like_any()
    {
        var days = Enumerable.Range(0, 700).ToDictionary(d => new DateOnly(2026, 1, 1).AddDays(d), d => WorkingDay.Of(new Shift(d, d + 60)));
        WorkCalendar Make() => new(1, "Moving", [.. WorkCalendar.Standard.Week], days);
        var asked = Make();
        for (var i = 0; i < 3_000; i++)
        {
            var at = new DateTime(2025, 11, 1).AddHours(i * 7);
            Assert.Equal(Make().Add(at, 90), asked.Add(at, 90));
        }
    }

    private static WorkCalendar Copy(WorkCalendar calendar) => new(calendar.Uid, calendar.Name, calendar.Week, calendar.Exceptions.ToDictionary(e => e.Date, e => e.Time));

    [Fact]
    public void Common_and_joint_working_time_are_what_both_and_either_work() => Gen.Select(Calendar, Calendar, At).Sample((a, b, at) =>
    {
        Assert.Equal(a.IsWorking(at) || b.IsWorking(at), a.Unite(b).IsWorking(at));
        if (a.Intersect(b) is { } common) Assert.Equal(a.IsWorking(at) && b.IsWorking(at), common.IsWorking(at));
    });

    [Fact]
    public void A_day_shift_and_a_night_shift_share_no_time()
    {
        var evening = Enumerable.Repeat(WorkingDay.Of(new Shift(1080, 1200)), 7).ToArray();
        Assert.Null(WorkCalendar.Standard.Intersect(new WorkCalendar(1, "Evening", evening)));
    }

    [Fact]
    public void A_week_without_work_is_refused() => Assert.Throws<ArgumentException>(() => new WorkCalendar(1, "None", [.. Enumerable.Repeat(WorkingDay.Off, 7)]));

    [Fact]
    public void A_resources_calendar_inherits_the_days_it_does_not_give()
    {
        var holiday = new CalendarException(new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 6), WorkingDay.Off);
        var short_ = new WorkingDay?[7];
        short_[4] = WorkingDay.Of(new Shift(480, 720));
        var set = new CalendarSet([new CalendarDefinition { Uid = 1, Name = "Base", Exceptions = [holiday] }, new CalendarDefinition { Uid = 2, Name = "Person", BaseUid = 1, Week = short_ }], 1);
        var person = set.Find(2)!;
        Assert.Equal(0, person.Between(new DateTime(2026, 3, 5), new DateTime(2026, 3, 7)));
        Assert.Equal(240, person.Between(new DateTime(2026, 3, 13), new DateTime(2026, 3, 14)));
        Assert.Equal(480, set.Default.Between(new DateTime(2026, 3, 13), new DateTime(2026, 3, 14)));
    }

    private const string Nights = """
        <Project xmlns="http://schemas.microsoft.com/project"><StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID><Calendars><Calendar><UID>1</UID><Name>Standard</Name><IsBaseCalendar>1</IsBaseCalendar>
        <WeekDays>DATED</WeekDays><Exceptions>EXCEPTIONS</Exceptions></Calendar></Calendars><Tasks><Task><UID>1</UID><Name>A</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration></Task></Tasks></Project>
        """;

    private static string Night(int from, int to, string shift = "22:00:00 06:00:00") => $"<TimePeriod><FromDate>2026-03-{from:00}T00:00:00</FromDate><ToDate>2026-03-{to:00}T23:59:00</ToDate></TimePeriod><DayWorking>{(shift.Length > 0 ? 1 : 0)}</DayWorking>"
        + (shift.Length > 0 ? $"<WorkingTimes><WorkingTime><FromTime>{shift.Split(' ')[0]}</FromTime><ToTime>{shift.Split(' ')[1]}</ToTime></WorkingTime></WorkingTimes>" : "");

    private static Tandem.Scheduling.Files.PlanFile ReadMspdi(string text) => Tandem.Scheduling.Files.Mspdi.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)));

    private static string Worked(WorkCalendar calendar) => string.Join(' ', Enumerable.Range(4, 5).Select(day => calendar.Between(new DateTime(2026, 3, day), new DateTime(2026, 3, day + 1)) / 60));

    /// <summary>Hours from Wednesday the 4th to Sunday the 8th; an ordinary day has eight.</summary>
    [Theory]
    [InlineData(5, 5, false, "8 2 14 0 0")] // Thursday night: two hours, then six beside Friday's eight
    [InlineData(6, 6, false, "8 8 2 6 0")] // into the free Saturday
    [InlineData(5, 6, false, "8 2 8 6 0")] // two nights
    [InlineData(5, 5, true, "8 2 6 0 0")] // the day after is an exception too: a holiday but for the morning
    public void An_exception_across_midnight_is_worked_on_the_morning_after(int from, int to, bool holiday, string hours)
    {
        var night = $"<Exception>{Night(from, to)}<Name>Night</Name></Exception>" + (holiday ? $"<Exception>{Night(6, 6, "")}<Name>Off</Name></Exception>" : "");
        var file = ReadMspdi(Nights.Replace("EXCEPTIONS", night, StringComparison.Ordinal).Replace("DATED", "", StringComparison.Ordinal));
        Assert.Equal(hours, Worked(new CalendarSet(file.Calendars, 1).Default));
        foreach (var calendars in new[] { file.Calendars, [.. file.Calendars.Select(calendar => calendar with { Extra = null })] })
        {
            using var written = new MemoryStream();
            Tandem.Scheduling.Files.Mspdi.Write(file with { Calendars = calendars }, written);
            Assert.Equal(hours, Worked(new CalendarSet(ReadMspdi(System.Text.Encoding.UTF8.GetString(written.ToArray())).Calendars, 1).Default));
        }
        Assert.Equal(hours, Worked(new CalendarSet(System.Text.Json.JsonSerializer.Deserialize<CalendarDefinition[]>(System.Text.Json.JsonSerializer.Serialize(file.Calendars))!, 1).Default));
    }

    [Fact]
    public void So_is_a_dated_day_of_older_files()
    {
        var file = ReadMspdi(Nights.Replace("<Exceptions>EXCEPTIONS</Exceptions>", "", StringComparison.Ordinal).Replace("DATED", $"<WeekDay><DayType>0</DayType>{Night(6, 6)}</WeekDay>", StringComparison.Ordinal));
        Assert.Equal("8 8 2 6 0", Worked(new CalendarSet(file.Calendars, 1).Default));
    }

    [Fact]
    public void And_an_exception_of_an_xer_file_which_goes_out_the_same()
    {
        var serial = new DateOnly(2026, 3, 6).DayNumber - new DateOnly(1899, 12, 30).DayNumber;
        var days = string.Concat(Enumerable.Range(1, 7).Select(day => day is 1 or 7 ? $"(0||{day}()())" : $"(0||{day}()((0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())))"));
        var xer = "ERMHDR\t23.12\t2026-01-05\n%T\tPROJECT\n%F\tproj_id\tclndr_id\tplan_start_date\tlast_recalc_date\n%R\t1\t1\t2026-01-05 08:00\t2026-01-05 08:00\n"
            + $"%T\tCALENDAR\n%F\tclndr_id\tclndr_name\tclndr_data\n%R\t1\tDays\t(0||CalendarData()((0||DaysOfWeek()({days}))(0||Exceptions()((0||0(d|{serial})((0||0(s|22:00|f|06:00)())))))))\n"
            + "%T\tTASK\n%F\ttask_id\tproj_id\tclndr_id\ttask_code\ttask_name\ttask_type\ttarget_drtn_hr_cnt\tremain_drtn_hr_cnt\n%R\t1\t1\t1\tA\tA\tTT_Task\t12\t12\n%E\n";
        var file = Tandem.Scheduling.Files.Xer.Read(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xer)));
        Assert.Equal("8 8 2 6 0", Worked(new CalendarSet(file.Calendars, 1).Default));
        using var written = new MemoryStream();
        Tandem.Scheduling.Files.Xer.Write(file with { Calendars = [.. file.Calendars.Select(calendar => calendar with { Extra = null })] }, written);
        Assert.Equal("8 8 2 6 0", Worked(new CalendarSet(Tandem.Scheduling.Files.Xer.Read(new MemoryStream(written.ToArray())).Calendars, 1).Default));
    }

    public static TheoryData<Recurrence, string[]> Repeats => new()
    {
        { new Recurrence(RecurrenceKind.Daily, 10), ["2026-01-01", "2026-01-11", "2026-01-21", "2026-01-31"] },
        { new Recurrence(RecurrenceKind.Weekly, 2, DaysOfWeek: 0b0000010), ["2026-01-12", "2026-01-26"] },
        { new Recurrence(RecurrenceKind.MonthlyByDate, 1, Day: 31), ["2026-01-31"] },
        { new Recurrence(RecurrenceKind.MonthlyByPosition, 1, Item: 8, Position: 4), ["2026-01-30"] },
        { new Recurrence(RecurrenceKind.YearlyByDate, Month: 1, Day: 15), ["2026-01-15"] },
        { new Recurrence(RecurrenceKind.YearlyByPosition, Item: 4, Position: 2, Month: 1), ["2026-01-19"] },
        { new Recurrence(RecurrenceKind.Daily, 1, Occurrences: 2), ["2026-01-01", "2026-01-02"] },
    };

    [Theory]
    [MemberData(nameof(Repeats))]
    public void An_exception_repeats_as_its_pattern_says(Recurrence repeat, string[] dates) =>
        Assert.Equal(dates.Select(d => DateOnly.Parse(d, System.Globalization.CultureInfo.InvariantCulture)), repeat.Dates(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)));
}
