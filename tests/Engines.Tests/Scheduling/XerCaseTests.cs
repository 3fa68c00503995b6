using System.Text;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>
/// Small P6 projects read from XER, their dates reasoned by hand. The week is Monday to Friday 08:00–12:00 and 13:00–17:00 (calendar 1), 2 also works Saturdays, 3 round the clock; the data date is
/// Monday 5 January 2026 unless said. Expected are early start and finish, late start and finish (`a` is 08:00, `p` 17:00) and total and free float in days of 8 hours.
/// </summary>
public sealed class XerCaseTests
{
    private const string Day = "(0||0(s|08:00|f|12:00)())(0||1(s|13:00|f|17:00)())";

    // A drives nothing by its finish: its late finish is the plan's, its late start is B's less the lag
    [InlineData("A 16;B 80", "A B SS 24", "", "A 05a 06p 05a 21p 11 0", "B 08a 21p 08a 21p 0 0")]
    // 09-05 + 5 d ends the 9th: the finish of B may not be earlier
    [InlineData("A 40;B 24", "A B SF 40", "", "A 05a 09p 05a 09p 0 0", "B 07a 09p 07a 09p 0 0")]
    // the lag counts in the six days of the predecessor: Monday 12th; the successor begins on the 13th
    [InlineData("A 48 clndr_id=2;B 40", "A B FS 8", "", "A 05a 10p 05a 10p 0 0", "B 13a 19p 13a 19p 0 0")]
    // three days round the clock end on Monday 17:00 less a weekend: the 12th at 08:00
    [InlineData("A 40;B 40", "A B FS 24", "sched_calendar_on_relationship_lag=rcal_24Hour", "A 05a 09p 05a 09p 0 0", "B 12a 16p 12a 16p 0 0")]
    // a Saturday that only B works: its float counts it, A has none to give
    [InlineData("A 40;B 48 clndr_id=2;C 8", "A B FS 0;B C FS 0", "", "A 05a 09p 05a 09p 0 0", "B 10a 16p 12a 17p 1 1", "C 19a 19p 19a 19p 0 0")]
    // start on or before bounds the late start only: negative float back along the chain
    [InlineData("Z 40;A 40 cstr_type=CS_MSOB cstr_date=2026-01-08_08:00", "Z A FS 0", "", "Z 05a 09p 01a 07p -2 0", "A 12a 16p 08a 14p -2 0")]
    // a mandatory start holds against its predecessor, which is late for it by two days
    [InlineData("A 40;B 40 cstr_type=CS_MANDSTART cstr_date=2026-01-08_08:00", "A B FS 0", "", "A 05a 09p 01a 07p -2 0", "B 08a 14p 08a 14p 0 0")]
    // primary and secondary constraint together: not before the 8th, finished by the 13th
    [InlineData("A 40 cstr_type=CS_MSOA cstr_date=2026-01-08_08:00 cstr_type2=CS_MEOB cstr_date2=2026-01-13_17:00;B 40", "A B FS 0", "", "A 08a 14p 07a 13p -1 0", "B 15a 21p 15a 21p 0 0")]
    // as late as possible uses the free float, the last of the chain first
    [InlineData("A 80;B 16 cstr_type=CS_ALAP;D 16 cstr_type=CS_ALAP;C 40", "A C FS 0;B D FS 0;D C FS 0", "", "B 13a 14p 13a 14p 0 0", "D 15a 16p 15a 16p 0 0", "C 19a 23p 19a 23p 0 0")]
    // start and finish link to the same activity: it stands where the later of the two puts its start
    [InlineData("A 80;B 40", "A B SS 16;A B FF 16", "", "A 05a 16p 05a 16p 0 0", "B 14a 20p 14a 20p 0 0")]
    // a start milestone waits for the morning, a finish milestone stands at the evening
    [InlineData("S 0 task_type=TT_Mile;A 40;M 0 task_type=TT_Mile;F 0 task_type=TT_FinMile", "S A FS 0;A M FS 0;A F FS 0", "", "S 05a 05a 05a 05a 0 0", "M 12a 12a 12a 12a 0 0", "F 09p 09p 09p 09p 0 0")]
    // a level of effort from the start of A to the finish of B
    [InlineData("A 40;B 40;L 8 task_type=TT_LOE", "A B FS 0;A L SS 0;B L FF 0", "", "L 05a 16p 05a 16p 0 0")]
    [Theory]
    public void A_small_project_has_the_dates_and_floats_reasoned_for_it(string tasks, string links, string options, params string[] expected)
    {
        var file = Xer.Read(new MemoryStream(Encoding.UTF8.GetBytes(Text(tasks, links, options))));
        Assert.Empty(file.Warnings);
        var schedule = Schedule.Compute(file.ToPlan());
        var shown = file.Tasks.ToDictionary(t => t.Code!, t => schedule[t.Key]);
        Assert.Equal(expected, expected.Select(line => Shown(line.Split(' ')[0], shown[line.Split(' ')[0]])));
    }

    private static string Shown(string code, ScheduledActivity row) =>
        FormattableString.Invariant($"{code} {Short(row.EarlyStart)} {Short(row.EarlyFinish)} {Short(row.LateStart)} {Short(row.LateFinish)} {row.TotalFloat / 480.0} {row.FreeFloat / 480.0}");

    private static string Short(DateTime at) => $"{at:dd}{(at.Hour == 8 ? "a" : at.Hour == 17 ? "p" : $"{at:HH:mm}")}";

    private static string Text(string tasks, string links, string options)
    {
        var rows = tasks.Split(';').Select(task => task.Split(' ')).ToList();
        var id = rows.Index().ToDictionary(r => r.Item[0], r => 100 + r.Index);
        return "ERMHDR\t23.12\t2026-01-01\n"
            + Table("PROJECT", "proj_id=1 clndr_id=1 plan_start_date=2026-01-05_08:00 last_recalc_date=2026-01-05_08:00")
            + Table("CALENDAR", [.. new[] { (1, 5), (2, 6), (3, 7) }.Select(c => $"clndr_id={c.Item1} clndr_name={c.Item1} clndr_data={Week(c.Item2)}")])
            + Table("SCHEDOPTIONS", $"sched_retained_logic=Y sched_float_type=FT_FF {options}".Trim())
            + Table("TASK", [.. rows.Select(r => string.Join(' ', [$"task_id={id[r[0]]}", "proj_id=1", $"task_code={r[0]}", $"target_drtn_hr_cnt={r[1]}", $"remain_drtn_hr_cnt={r[1]}", .. r.Skip(2), .. r.Any(f => f.StartsWith("clndr")) ? [] : new[] { "clndr_id=1" }]))])
            + Table("TASKPRED", [.. links.Split(';').Select(l => l.Split(' ')).Select(l => $"task_id={id[l[1]]} pred_task_id={id[l[0]]} pred_type=PR_{l[2]} lag_hr_cnt={l[3]}")]) + "%E\n";
    }

    private static string Week(int days) =>
        $"(0||CalendarData()((0||DaysOfWeek()({string.Concat(Enumerable.Range(1, 7).Select(d => $"(0||{d}()({(days == 7 ? "(0||0(s|00:00|f|00:00)())" : d >= 2 && d <= days + 1 ? Day : "")}))"))}))(0||Exceptions()())))";

    /// <summary>Rows of `field=value`; `_` stands for a blank.</summary>
    private static string Table(string name, params string[] rows)
    {
        var cells = rows.Select(row => row.Split(' ').Select(cell => cell.Split('=', 2)).ToDictionary(cell => cell[0], cell => cell[1].Replace('_', cell[1].StartsWith("20") ? ' ' : '_'))).ToList();
        var fields = cells.SelectMany(row => row.Keys).Distinct().ToList();
        return $"%T\t{name}\n%F\t{string.Join('\t', fields)}\n{string.Concat(cells.Select(row => $"%R\t{string.Join('\t', fields.Select(field => row.GetValueOrDefault(field, "")))}\n"))}";
    }
}
