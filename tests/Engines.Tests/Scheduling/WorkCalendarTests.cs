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
