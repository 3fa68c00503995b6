using System.Text.Json;
using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Generated plans through the file formats and back.</summary>
public sealed class PlanFilePropertyTests
{
    private static readonly WorkCalendar Week = WorkCalendar.Standard;

    /// <summary>Any plan, with percent and elapsed lags of every size.</summary>
    private static readonly Gen<Plan> Lagged = With(PlanGen.Any, LagUnit.Minutes, LagUnit.Percent, LagUnit.ElapsedMinutes, LagUnit.ElapsedPercent);

    /// <summary>One calendar, no dates of their own, lags that lead forward.</summary>
    private static readonly Gen<Plan> Forward = With(PlanGen.Simple, LagUnit.Minutes, LagUnit.Percent, LagUnit.ElapsedMinutes)
        .Select(plan => plan with { Dependencies = [.. plan.Dependencies.Where(d => d.Type == LinkType.FinishStart).Select(d => d with { Lag = Math.Abs(d.Lag) })] });

    [Fact]
    public void Any_plan_written_as_MSPDI_and_read_again_is_the_same_plan_with_the_same_dates() => Lagged.Sample(plan =>
    {
        var file = FileOf(plan);
        var schedule = Schedule.Compute(file.ToPlan());
        var first = Again(file.WithDates(schedule));
        Assert.Equal(Dates(file, schedule), Dates(first, Schedule.Compute((first with { Mode = plan.Mode }).ToPlan())));
        Assert.Equal(JsonSerializer.Serialize(first), JsonSerializer.Serialize(Again(first)));
    }, iter: 300);

    [Fact]
    public void Percent_and_elapsed_lags_become_the_working_time_that_XER_can_hold() => Forward.Sample(plan =>
    {
        var file = FileOf(plan with { Mode = PlanMode.P6 });
        var schedule = Schedule.Compute(file.ToPlan());
        var again = ThroughXer(file.WithDates(schedule));
        Assert.Equal(Early(file, schedule), Early(again, Schedule.Compute(again.ToPlan())));
    }, iter: 300);

    /// <summary>With one calendar and no constraints the two programs' rules differ only in where a moment without working time after it is shown.</summary>
    [Fact]
    public void A_plan_of_Microsoft_Project_keeps_its_early_dates_as_XER() => Forward.Sample(plan =>
    {
        var file = FileOf(plan with { Mode = PlanMode.MsProject });
        file = Again(file.WithDates(Schedule.Compute(file.ToPlan())));
        var again = ThroughXer(file);
        Assert.Equal(PlanMode.P6, again.Mode);
        Assert.Equal(Early(file, Schedule.Compute(file.ToPlan())), Early(again, Schedule.Compute(again.ToPlan())));
    }, iter: 300);

    [Fact]
    public void Custom_fields_fixed_costs_and_inactive_rows_go_through_either_form_and_back() => Forward.Sample(plan =>
    {
        var file = Marked(FileOf(plan with { Mode = PlanMode.P6 }));
        var xer = ThroughXer(file.WithDates(Schedule.Compute(file.ToPlan())));
        var project = Again(xer.WithDates(Schedule.Compute(xer.ToPlan())));
        var back = ThroughXer(project.WithDates(Schedule.Compute(project.ToPlan())));
        foreach (var one in (PlanFile[])[xer, project, back]) Assert.Equal(Said(file), Said(one));
        Assert.Equal(JsonSerializer.Serialize(back), JsonSerializer.Serialize(ThroughXer(back)));
    }, iter: 200);

    private static PlanFile Marked(PlanFile file) => file with
    {
        Tasks = [.. file.Tasks.Select(t => t with
        {
            Inactive = t.Key % 5 == 2, FixedCost = t.Key % 3 == 0 ? null : t.Key * 12.5m, FixedCostAccrual = t.Key % 3 == 0 ? null : (CostAccrual)(t.Key % 3),
            Custom = Enumerable.Range(0, t.Key % 4).ToDictionary(i => $"Field {i} <区>", i => $"{t.Key} & \"{i}\""),
        })],
    };

    private static IEnumerable<string> Said(PlanFile file) => file.Tasks.Where(t => t.Type != ActivityType.Summary).OrderBy(t => t.Name, StringComparer.Ordinal)
        .Select(t => FormattableString.Invariant($"{t.Name} {t.Inactive} {t.FixedCost:0.##} {t.FixedCostAccrual} {string.Join(';', t.Custom.OrderBy(c => c.Key, StringComparer.Ordinal))}")).ToList();

    private static Gen<Plan> With(Gen<Plan> plans, params LagUnit[] units) => Gen.Select(plans, Gen.Select(Gen.Int[0, units.Length - 1], Gen.Int[-9, 15]).Array[20]).Select((plan, lags) => plan with
    {
        Dependencies = [.. plan.Dependencies.DistinctBy(d => (d.From, d.To, d.Type)).Select((d, i) => d with { Unit = units[lags[i].Item1], Lag = lags[i].Item2 * (units[lags[i].Item1] is LagUnit.Percent or LagUnit.ElapsedPercent ? 20 : 60) })],
    });

    private static PlanFile FileOf(Plan plan) => new()
    {
        Format = PlanFormat.Csv, Mode = plan.Mode, Start = plan.Start, DataDate = plan.Mode == PlanMode.P6 ? plan.Start : null, CalendarUid = 1,
        Calendars = [.. PlanGen.Calendars.Select((c, i) => new CalendarDefinition { Uid = i + 1, Name = c.Name, Week = c.Week, Exceptions = [.. c.Exceptions.Select(e => new CalendarException(e.Date, e.Date, e.Time))] })],
        Links = [.. plan.Dependencies.Select(d => new PlanLink(d.From + 1, d.To + 1, d.Type, d.Lag, d.Unit))],
        Tasks = [.. plan.Activities.Select(a => new PlanTask
        {
            Key = a.Key + 1, Uid = a.Key + 1, Name = $"T{a.Key}", Duration = a.Duration, IgnoreResourceCalendar = true, Deadline = a.Deadline, Constraint = a.Constraint, ConstraintDate = a.ConstraintDate,
            CalendarUid = a.Calendar is null ? null : Array.IndexOf(PlanGen.Calendars, a.Calendar) + 1,
        })],
    };

    private static PlanFile Again(PlanFile file)
    {
        using var stream = new MemoryStream();
        Mspdi.Write(file, stream);
        stream.Position = 0;
        return Mspdi.Read(stream);
    }

    private static PlanFile ThroughXer(PlanFile file)
    {
        using var stream = new MemoryStream();
        Xer.Write(file, stream);
        stream.Position = 0;
        return Xer.Read(stream);
    }

    private static IEnumerable<string> Dates(PlanFile file, Schedule schedule) =>
        file.Tasks.Select(t => (t.Uid, At: schedule[t.Key])).Select(t => $"{t.Uid} {t.At.Start:s} {t.At.Finish:s} {t.At.LateStart:s} {t.At.LateFinish:s} {t.At.TotalFloat} {t.At.FreeFloat}").ToList();

    /// <summary>Working minutes from the plan's start.</summary>
    private static IEnumerable<string> Early(PlanFile file, Schedule schedule) => file.Tasks.Where(t => t.Type != ActivityType.Summary).OrderBy(t => t.Name, StringComparer.Ordinal)
        .Select(t => (t.Name, At: schedule[t.Key])).Select(t => $"{t.Name} {Week.Between(PlanGen.Start, t.At.EarlyStart)} {Week.Between(PlanGen.Start, t.At.EarlyFinish)}").ToList();
}
