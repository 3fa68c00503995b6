using CsCheck;
using Tandem.Scheduling;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Random plans on half hours: a dozen activities, four calendars, every link type, lags and leads, constraints, deadlines.</summary>
internal static class PlanGen
{
    public static readonly DateTime Start = new(2026, 3, 2, 8, 0, 0);

    private static readonly WorkingDay Night = WorkingDay.Of(new Shift(0, 180), new Shift(240, 480), new Shift(1380, 1440));
    private static readonly WorkingDay Odd = WorkingDay.Of(new Shift(390, 690), new Shift(750, 1050));

    public static readonly WorkCalendar[] Calendars =
    [
        WorkCalendar.Standard,
        WorkCalendar.Elapsed,
        new(2, "Night", [WorkingDay.Of(new Shift(1380, 1440)), Night, Night, Night, Night, WorkingDay.Of(new Shift(0, 180), new Shift(240, 480)), WorkingDay.Off]),
        new(3, "Six days", [Odd, Odd, Odd, Odd, Odd, Odd, WorkingDay.Off], new Dictionary<DateOnly, WorkingDay>
        {
            [new(2026, 3, 5)] = WorkingDay.Off, [new(2026, 3, 6)] = WorkingDay.Off, [new(2026, 3, 15)] = WorkingDay.Standard, [new(2026, 3, 17)] = WorkingDay.Of(new Shift(480, 600)),
        }),
    ];

    private static readonly Gen<Activity> OfActivity = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 3], Gen.Int[0, 29], Gen.Int[-40, 400], Gen.Int[0, 9]).Select((halves, calendar, kind, at, deadline) => new Activity
    {
        Key = 0, Duration = halves * 30, Calendar = Calendars[calendar], Constraint = kind is > 1 and < 8 ? (ConstraintType)kind : ConstraintType.AsSoonAsPossible,
        ConstraintDate = kind is > 1 and < 8 ? Start.AddMinutes(30 * at) : null, Deadline = deadline == 0 ? Start.AddMinutes(30 * at) : null,
    });

    private static readonly Gen<Dependency> OfLink = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 11], Gen.Int[0, 3], Gen.Int[-12, 20], Gen.Int[0, 9]).Select((from, to, type, lag, unit) =>
        new Dependency(from, to, (LinkType)type, unit switch { 0 => lag * 10, < 4 => lag * 30, _ => 0 }, unit switch { 0 => LagUnit.Percent, 1 => LagUnit.ElapsedMinutes, _ => LagUnit.Minutes }));

    /// <summary>Links lead from a row to a later one, so that there is no cycle; percent lags of half hours are kept whole by even durations.</summary>
    public static readonly Gen<Plan> Any = Gen.Select(OfActivity.Array[2, 12], OfLink.Array[0, 20], Gen.Bool).Select((activities, links, p6) => new Plan
    {
        Mode = p6 ? PlanMode.P6 : PlanMode.MsProject, Start = Start, Activities = [.. activities.Select((a, i) => a with { Key = i })],
        Dependencies = [.. links.Where(l => l.From < l.To && l.To < activities.Length).Select(l => l.Unit == LagUnit.Percent ? l with { Lag = 0 } : l)],
    });

    /// <summary>The same without dates of their own and with one calendar.</summary>
    public static readonly Gen<Plan> Simple = Any.Select(plan => plan with
    {
        Activities = [.. plan.Activities.Select(a => a with { Calendar = null, ConstraintDate = null, Constraint = ConstraintType.AsSoonAsPossible, Deadline = null })],
        Dependencies = [.. plan.Dependencies.Select(l => l with { Unit = LagUnit.Minutes })],
    });
}
