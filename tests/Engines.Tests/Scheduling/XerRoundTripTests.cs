using System.Text;
using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class XerRoundTripTests
{
    /// <summary>Two projects, a resource with a rate, codes, a user-defined field, a memo, tables that nobody reads, a relation to the other project.</summary>
    private const string Rich = """
        ERMHDR	23.12	2026-01-05	Project	admin	Anna	dbx	Project Management	EUR
        %T	CURRTYPE
        %F	curr_id	curr_short_name
        %R	1	EUR
        %T	PROJECT
        %F	proj_id	proj_short_name	clndr_id	last_recalc_date	plan_start_date	plan_end_date	critical_drtn_hr_cnt	odd_field	critical_path_type
        %R	10	ONE	7	2026-01-05 08:00	2026-01-05 08:00		0	kept	CT_TotFloat
        %R	11	TWO	7	2026-02-02 08:00	2026-02-02 08:00		0	other	CT_TotFloat
        %T	CALENDAR
        %F	clndr_id	default_flag	clndr_name	day_hr_cnt	clndr_data
        %R	7	Y	Five days	8	(0||CalendarData()((0||DaysOfWeek()((0||1()())(0||2()((0||0(s|08:00|f|16:00)())))(0||3()((0||0(s|08:00|f|16:00)())))(0||4()((0||0(s|08:00|f|16:00)())))(0||5()((0||0(s|08:00|f|16:00)())))(0||6()((0||0(s|08:00|f|16:00)())))(0||7()())))(0||Exceptions()((0||0(d|46029)())))))
        %T	PROJWBS
        %F	wbs_id	proj_id	seq_num	proj_node_flag	wbs_short_name	wbs_name	parent_wbs_id	guid
        %R	100	10	1	Y	ONE	First project		root
        %R	101	10	2	N	A	Phase A	100	node
        %R	110	11	1	Y	TWO	Second project		other
        %T	RSRC
        %F	rsrc_id	clndr_id	rsrc_name	rsrc_short_name	rsrc_type	office_phone
        %R	50	7	Ann	AN	RT_Labor	123
        %T	RSRCRATE
        %F	rsrc_rate_id	rsrc_id	cost_per_qty	start_date
        %R	1	50	80	2026-01-01 00:00
        %R	2	50	90	2026-07-01 00:00
        %T	ACTVTYPE
        %F	actv_code_type_id	actv_code_type
        %R	1	Area
        %T	ACTVCODE
        %F	actv_code_id	actv_code_type_id	short_name	color
        %R	5	1	North	FF0000
        %T	UDFTYPE
        %F	udf_type_id	table_name	udf_type_label
        %R	3	TASK	Permit
        %T	TASK
        %F	task_id	proj_id	wbs_id	clndr_id	complete_pct_type	task_type	task_code	task_name	remain_drtn_hr_cnt	target_drtn_hr_cnt	act_start_date	act_end_date	cstr_type	cstr_date	cstr_type2	cstr_date2	phys_complete_pct	guid
        %R	1000	10	101	7	CP_Phys	TT_Task	A1	Dig	8	16	2026-01-05 08:00						40	g1
        %R	1001	10	101	7	CP_Drtn	TT_Rsrc	A2	Lay	24	24			CS_MSOA	2026-01-08 08:00	CS_MEOB	2026-01-20 16:00	0	g2
        %R	2000	11	110	7	CP_Drtn	TT_Task	B1	Other	8	8							0	g3
        %T	TASKPRED
        %F	task_pred_id	task_id	pred_task_id	proj_id	pred_proj_id	pred_type	lag_hr_cnt	comments
        %R	1	1001	1000	10	10	PR_FS	4	wait
        %R	2	1001	2000	10	11	PR_FS	0	outside
        %T	TASKRSRC
        %F	taskrsrc_id	task_id	proj_id	rsrc_id	target_qty	remain_qty	act_reg_qty	target_qty_per_hr	target_cost	act_reg_cost	remain_cost	curv_id
        %R	70	1001	10	50	24	24	0	1	1920	0	1920	9
        %T	TASKACTV
        %F	task_id	actv_code_type_id	actv_code_id	proj_id
        %R	1000	1	5	10
        %T	TASKMEMO
        %F	memo_id	task_id	task_memo
        %R	1	1000	Mind the pipe
        %T	UDFVALUE
        %F	udf_type_id	fk_id	proj_id	udf_text
        %R	3	1001	10	P-77
        %T	NEWTABLE
        %F	a	b
        %R	x	y
        %E
        """;

    public static TheoryData<string> Files => [.. PlanCases.Of("p6", "*.xer").Concat(PlanCases.Of("xer", "*.xer")).Select(row => row.Data)];

    [Fact]
    public void Everything_a_file_says_comes_back_its_other_projects_too()
    {
        foreach (var project in (string[])["ONE", "TWO"])
        {
            var text = Write(Xer.Read(Bytes(Rich), project: project));
            Assert.Equal(Rich.Split('\n').Select(l => l.Trim('\r')).Order(), text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Order());
            Assert.Equal(text, Write(Read(text)));
        }
    }

    [Fact]
    public void New_rows_take_no_number_of_another_project()
    {
        var file = Read(Rich);
        var text = Write(file with { Tasks = [.. file.Tasks, new PlanTask { Key = 9, Name = "New", Duration = 480 }] });
        Assert.Equal(4, XerIds(text, "TASK").Distinct().Count());
    }

    private static IEnumerable<string> XerIds(string text, string table) =>
        text.Split("%T\t")[1..].Single(part => part.StartsWith(table + "\r", StringComparison.Ordinal)).Split("%R\t")[1..].Select(row => row.Split('\t')[0]);

    [Fact]
    public void An_inactive_activity_is_written_as_what_moves_nothing_and_read_as_inactive_again()
    {
        var file = Read(Rich);
        var off = Read(Write(file with { Tasks = [.. file.Tasks.Select(t => t.Code == "A1" ? t with { Inactive = true } : t)] }));
        var (was, now) = (file.Tasks.Single(t => t.Code == "A1"), off.Tasks.Single(t => t.Code == "A1"));
        Assert.Equal((true, was.Type, was.Duration), (now.Inactive, now.Type, now.Duration));
        Assert.Equal(was.Custom, now.Custom);
        Assert.Equal(file.Links.Count, off.Links.Count);
        Assert.Contains("TT_LOE", Write(off), StringComparison.Ordinal);
        var on = Write(off with { Tasks = [.. off.Tasks.Select(t => t with { Inactive = false })] });
        Assert.Contains("TT_Task\tA1", on, StringComparison.Ordinal);
        Assert.DoesNotContain("tandem_inactive", on, StringComparison.Ordinal);
    }

    [Fact]
    public void Expenses_are_fixed_costs_and_all_costs_make_the_activitys()
    {
        const string costs = "%T\tPROJCOST\n%F\tcost_item_id\tproj_id\ttask_id\ttarget_cost\tact_cost\tremain_cost\tcost_load_type\n%R\t1\t10\t1001\t500\t100\t300\tCL_Start\n%R\t2\t10\t1001\t50\t0\t50\tCL_Start\n%E";
        var lay = Read(Rich.Replace("%E", costs, StringComparison.Ordinal)).Tasks.Single(t => t.Uid == 1001);
        Assert.Equal((450m, CostAccrual.Start, 2370m, 100m), (lay.FixedCost, lay.FixedCostAccrual, lay.Cost, lay.ActualCost));
    }

    [Fact]
    public void Codes_and_user_defined_fields_go_to_Project_and_come_back_from_it()
    {
        var file = Read(Rich);
        using var memory = new MemoryStream();
        Mspdi.Write(file.WithDates(Schedule.Compute(file.ToPlan())), memory);
        memory.Position = 0;
        var project = Mspdi.Read(memory);
        Assert.Equal("North", project.Tasks.Single(t => t.Name == "Dig").Custom["Area"]);
        Assert.Equal("P-77", project.Tasks.Single(t => t.Name == "Lay").Custom["Permit"]);
        var back = Read(Write(project.WithDates(Schedule.Compute(project.ToPlan()))));
        Assert.Equal(("North", "P-77"), (back.Tasks.Single(t => t.Name == "Dig").Custom["Area"], back.Tasks.Single(t => t.Name == "Lay").Custom["Permit"]));
    }

    [Fact]
    public void What_hangs_on_an_activity_goes_with_it()
    {
        var file = Read(Rich);
        var text = Write(file with { Tasks = [.. file.Tasks.Where(t => t.Uid != 1000)], Links = [] });
        Assert.DoesNotContain("Mind the pipe", text, StringComparison.Ordinal);
        Assert.DoesNotContain("%R\t1000", text, StringComparison.Ordinal);
        Assert.Contains("P-77", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_project_asked_for_is_read_and_the_others_are_named()
    {
        var two = Xer.Read(Bytes(Rich), project: "TWO");
        Assert.Equal(("Second project", "Other"), (two.Name, Assert.Single(two.Tasks).Name));
        Assert.Equal(["2", "TWO", "ONE"], Assert.Single(two.Warnings, w => w.Code == "several_projects").Values);
        Assert.Equal("no_such_project", Assert.Throws<PlanFileException>(() => Xer.Read(Bytes(Rich), project: "THREE")).Code);
    }

    [Fact]
    public void Costs_rates_and_percent_types_are_read()
    {
        var file = Read(Rich);
        Assert.Equal([80m, 90m], file.Resources[0].Rates.Select(r => r.PerHour));
        Assert.Equal((1920m, 0m, 1440L), (file.Assignments[0].Cost, file.Assignments[0].ActualCost, file.Assignments[0].Work));
        Assert.Equal((40.0, "North"), (file.Tasks.Single(t => t.Uid == 1000).PercentComplete, file.Tasks.Single(t => t.Uid == 1000).Custom["Area"]));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_P6_file_written_and_read_again_has_the_same_dates_and_floats(string name)
    {
        using var stream = PlanCases.Open(name);
        var file = Xer.Read(stream);
        var schedule = Schedule.Compute(file.ToPlan());
        var again = Read(Write(file.WithDates(schedule)));
        Assert.Equal(Dates(file, schedule), Dates(again, Schedule.Compute(again.ToPlan())));
        Assert.Equal(Write(again), Write(Read(Write(again))));
    }

    [Fact]
    public void Any_plan_of_P6_written_as_XER_is_scheduled_the_same_when_read_again() => PlanGen.Any.Sample(plan =>
    {
        var file = FileOf(plan with { Mode = PlanMode.P6 });
        var schedule = Schedule.Compute(file.ToPlan());
        var again = Read(Write(file.WithDates(schedule)));
        Assert.Equal(Dates(file, schedule), Dates(again, Schedule.Compute(again.ToPlan())));
    }, iter: 300);

    private static PlanFile FileOf(Plan plan) => new()
    {
        Format = PlanFormat.Csv, Mode = plan.Mode, Start = plan.Start, DataDate = plan.Start, Calendars = [.. PlanGen.Calendars.Select((c, i) => new CalendarDefinition { Uid = i + 1, Name = c.Name, Week = c.Week, Exceptions = [.. c.Exceptions.Select(e => new CalendarException(e.Date, e.Date, e.Time))] })],
        CalendarUid = 1, Links = [.. plan.Dependencies.DistinctBy(d => (d.From, d.To, d.Type)).Select(d => new PlanLink(d.From + 1, d.To + 1, d.Type, d.Unit == LagUnit.Minutes ? d.Lag : 0))],
        Tasks = [.. plan.Activities.Select(a => new PlanTask { Key = a.Key + 1, Uid = a.Key + 1, Name = $"T{a.Key}", Duration = a.Duration, CalendarUid = Array.IndexOf(PlanGen.Calendars, a.Calendar!) + 1, IgnoreResourceCalendar = true, Constraint = a.Constraint, ConstraintDate = a.ConstraintDate, Deadline = a.Deadline })],
    };

    private static IEnumerable<string> Dates(PlanFile file, Schedule schedule) => file.Tasks.Where(t => t.Type != ActivityType.Summary).OrderBy(t => t.Uid)
        .Select(t => (t.Uid, At: schedule[t.Key])).Select(t => $"{t.Uid} {t.At.EarlyStart:s} {t.At.EarlyFinish:s} {t.At.LateStart:s} {t.At.LateFinish:s} {t.At.TotalFloat} {t.At.FreeFloat}");

    private static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text.Replace("        ", "", StringComparison.Ordinal)));
    private static PlanFile Read(string text) => Xer.Read(Bytes(text));

    private static string Write(PlanFile file)
    {
        using var stream = new MemoryStream();
        Xer.Write(file, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
