using System.Text;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>
/// Small plans read from MSPDI, their dates reasoned by hand by the documented rules of Microsoft Project. The plan starts on Monday 2 March 2026 at 08:00; the week is Monday to Friday
/// 08:00–12:00 and 13:00–17:00. Tasks are `hours`, then fields by their short names; expected are start and finish in turn (`a` is 08:00, `p` 17:00).
/// </summary>
public sealed class MspdiCaseTests
{
    // SS + 1 d, FF + 1 d, SF + 2 d, FF − 1 d, SS + 1 elapsed day
    [InlineData("16;8 link=1,3,4800,7;8 link=1,0,4800,7;8 link=1,2,9600,7;8 link=1,0,-4800,7;8 link=1,3,14400,8", "02a 03p 03a 03p 04a 04p 03a 03p 02a 02p 03a 03p")]
    // half of the predecessor's 40 h after its start; a quarter of it after its finish; an estimated lag of a day
    [InlineData("40;8 link=1,3,50,19;8 link=1,0,25,19;8 link=1,1,4800,39", "02a 06p 04-13:00 05-12:00 09-10:00 10-10:00 10a 10p")]
    // no earlier, no later, finish no earlier, finish no later, must start, must finish, as late as possible: dates beat links
    [InlineData("40;16 link=1,1,0,7 ct=4,12a;16 link=1,1,0,7 ct=5,05a;16 link=1,1,0,7 ct=6,18p;16 link=1,1,0,7 ct=7,20p;16 link=1,1,0,7 ct=2,04a;16 link=1,1,0,7 ct=3,13p;16 link=1,1,0,7 ct=1,02a",
        "02a 06p 12a 13p 05a 06p 17a 18p 09a 10p 04a 05p 12a 13p 17a 18p")]
    // dates out of working time: Saturday becomes Monday, the evening the next morning, a finish on Saturday ends on Friday; before the plan's start is obeyed
    [InlineData("8 ct=4,07a;8 ct=4,03p;8 ct=3,07p", "09a 09p 04a 04p 06a 06p")]
    // milestones stand where what drives them stands: the evening after work, the morning at a date of their own
    [InlineData("8;0 link=1,1,0,7;0 link=1,1,4800,7;0 link=1,1,2400,7;0 ct=4,12a;0 ct=6,12p;0 ct=4,07a", "02a 02p 02p 02p 03p 03p 03-12:00 03-12:00 12a 12a 12p 12p 09a 09a")]
    // three elapsed days, work after them, two elapsed hours into the evening, an elapsed week from Friday evening to Friday evening
    [InlineData("72 fmt=8;8 link=1,1,0,7;2 fmt=6 link=2,1,0,7;8 link=3,1,0,7;168 fmt=10 link=4,1,0,7;8 link=5,1,0,7", "02a 05a 05a 05p 05p 05-19:00 06a 06p 06p 13p 16a 16p")]
    // as late as possible along a chain
    [InlineData("80;8 ct=1,02a;8 link=2,1,0,7 ct=1,02a;8 link=1,1,0,7 link=3,1,0,7", "02a 13p 12a 12p 13a 13p 16a 16p")]
    // a night shift from 23:00 to 08:00 with an hour's break, one with its own midnight and one written across it
    [InlineData("8;16 link=1,1,0,7 cal=3;8 link=2,1,0,7;16 link=1,1,0,7 cal=4", "02a 02p 02-23:00 04a 04a 04p 02-23:00 04a")]
    [Theory]
    public void A_small_plan_has_the_dates_reasoned_for_it(string tasks, string expected)
    {
        var file = Mspdi.Read(new MemoryStream(Encoding.UTF8.GetBytes(Text(tasks))));
        Assert.Empty(file.Warnings);
        var schedule = Schedule.Compute(file.ToPlan());
        Assert.Equal(expected, string.Join(' ', file.Tasks.Select(t => $"{Short(schedule[t.Key].Start)} {Short(schedule[t.Key].Finish)}")));
    }

    private static string Short(DateTime at) => $"{at:dd}{(at.Hour == 8 ? "a" : at is { Hour: 17, Minute: 0 } ? "p" : $"-{at:HH:mm}")}";

    private static string Text(string tasks) =>
        "<Project xmlns='http://schemas.microsoft.com/project'><StartDate>2026-03-02T08:00:00</StartDate><CalendarUID>1</CalendarUID><Calendars>"
        + Calendar(1, d => d is 1 or 7 ? [] : [("08:00", "12:00"), ("13:00", "17:00")])
        + Calendar(3, d => [.. d is >= 3 ? new[] { ("00:00", "03:00"), ("04:00", "08:00") } : [], .. d is >= 2 and <= 6 ? new[] { ("23:00", "00:00") } : []])
        + Calendar(4, d => [.. d is >= 2 and <= 6 ? new[] { ("23:00", "03:00") } : [], .. d >= 3 ? new[] { ("04:00", "08:00") } : []])
        + $"</Calendars><Tasks>{string.Concat(tasks.Split(';').Index().Select(t => Task(t.Index + 1, t.Item.Split(' '))))}</Tasks></Project>";

    private static string Calendar(int uid, Func<int, (string From, string To)[]> times) =>
        $"<Calendar><UID>{uid}</UID><Name>{uid}</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>{string.Concat(Enumerable.Range(1, 7).Select(d => $"<WeekDay><DayType>{d}</DayType><DayWorking>{(times(d).Length > 0 ? 1 : 0)}</DayWorking><WorkingTimes>{string.Concat(times(d).Select(t => $"<WorkingTime><FromTime>{t.From}:00</FromTime><ToTime>{t.To}:00</ToTime></WorkingTime>"))}</WorkingTimes></WeekDay>"))}</WeekDays></Calendar>";

    private static string Task(int uid, string[] words)
    {
        var fields = words.Skip(1).Select(word => word.Split('=')).ToLookup(word => word[0], word => word[1].Split(','));
        var links = fields["link"].Select(l => $"<PredecessorLink><PredecessorUID>{l[0]}</PredecessorUID><Type>{l[1]}</Type><LinkLag>{l[2]}</LinkLag><LagFormat>{l[3]}</LagFormat></PredecessorLink>");
        var constraint = fields["ct"].Select(c => $"<ConstraintType>{c[0]}</ConstraintType><ConstraintDate>2026-03-{c[1][..2]}T{(c[1][2] == 'a' ? "08" : "17")}:00:00</ConstraintDate>");
        return $"<Task><UID>{uid}</UID><ID>{uid}</ID><Name>T{uid}</Name><OutlineLevel>1</OutlineLevel><Duration>PT{words[0]}H0M0S</Duration><DurationFormat>{fields["fmt"].FirstOrDefault()?[0] ?? "7"}</DurationFormat>"
            + $"<Milestone>{(words[0] == "0" ? 1 : 0)}</Milestone><CalendarUID>{fields["cal"].FirstOrDefault()?[0] ?? "-1"}</CalendarUID>{string.Concat(constraint)}{string.Concat(links)}</Task>";
    }
}
