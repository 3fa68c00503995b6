using CsCheck;
using Tandem.Scheduling;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>Random plans on half hours: a dozen activities, five calendars with shifts across midnight, every link type, lags, leads and constraint; tame (<see cref="Any"/>) and with all there is (<see cref="Full"/>).</summary>
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
        new(4, "Weekend and scraps", [WorkingDay.Of(new Shift(0, 30)), WorkingDay.Off, WorkingDay.Of(new Shift(690, 720), new Shift(1410, 1440)), WorkingDay.Off, WorkingDay.Of(new Shift(1200, 1440)), WorkingDay.RoundTheClock, Odd], new Dictionary<DateOnly, WorkingDay>
        {
            [new(2026, 3, 7)] = WorkingDay.Off, [new(2026, 3, 10)] = WorkingDay.RoundTheClock,
        }),
    ];

    private static readonly Gen<Activity> OfActivity = Gen.Select(Gen.Int[0, 30], Gen.Int[0, 4], Gen.Int[0, 29], Gen.Int[-40, 400], Gen.Int[0, 9]).Select((halves, calendar, kind, at, deadline) => new Activity
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

    private enum Twist { None, Elapsed, Begun, Done, Level, Hammock, Manual, Second, Mandatory, Expected, External }

    private static readonly Gen<(Twist Kind, int At, int Part, int Constraint)> OfTwist = Gen.Select(Gen.Int[0, 21], Gen.Int[-20, 120], Gen.Int[0, 4], Gen.Int[2, 9]).Select((kind, at, part, constraint) => ((Twist)(kind <= 10 ? kind : 0), at, part, constraint));

    private static readonly Gen<PlanOptions> OfOptions = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 7], Gen.Int[0, 5], Gen.Int[0, 15]).Select((logic, lag, basis, flags) => new PlanOptions
    {
        Progress = (ProgressLogic)logic, LagCalendar = lag < 4 ? (LagCalendar)lag : null, FloatBasis = basis < 3 ? (FloatBasis)basis : null,
        OpenEndsAreCritical = flags % 8 == 0, StartLagFromEarlyStart = flags % 2 == 0, UseExpectedFinish = flags % 3 != 0, HonorConstraints = flags % 5 != 0, SplitInProgress = flags % 7 != 0,
    });

    /// <summary>
    /// Plans with progress, a data date, all constraints first and second, elapsed durations, percent lags in whole half hours, levels of effort, hammocks, tasks set by hand,
    /// expected finishes, dates from outside and a date to finish by.
    /// </summary>
    public static readonly Gen<Plan> Full = Gen.Select(Any, OfTwist.Array[12], OfOptions, Gen.Int[-10, 150], Gen.Int[0, 6]).Select((plan, twists, options, dataDate, rest) => plan with
    {
        Options = options, DataDate = rest > 1 ? Start.AddMinutes(30 * dataDate) : null, MustFinishBy = rest == 6 ? Start.AddMinutes(30 * (200 + dataDate)) : null,
        Activities = [.. plan.Activities.Select((a, i) => Twisted(a, twists[i]))],
        Dependencies = [.. plan.Dependencies.Select((l, i) => l.Unit == LagUnit.Percent ? l with { Lag = 100 * (i % 4 - 1), Unit = i % 2 == 0 ? LagUnit.Percent : LagUnit.ElapsedPercent } : l)],
    });

    /// <summary>The same under an outline: the first rows below one summary, the rest below another and one within that; links and dates on summaries, a WBS summary activity.</summary>
    public static readonly Gen<Plan> Outlined = Gen.Select(Full, Gen.Int[1, 11], Gen.Int[0, 31], Gen.Int[0, 60]).Select((plan, cut, kind, at) => plan with
    {
        Activities =
        [
            new() { Key = 100, Type = ActivityType.Summary, Constraint = ConstraintType.FinishNoLaterThan, ConstraintDate = kind % 4 == 0 ? Start.AddMinutes(30 * at) : null },
            .. plan.Activities.Take(cut).Select(a => a with { Parent = 100 }),
            new() { Key = 101, Type = ActivityType.Summary, Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = kind % 3 == 0 ? Start.AddMinutes(30 * at) : null },
            new() { Key = 102, Type = ActivityType.Summary, Parent = 101, Manual = kind % 7 == 0 ? new ManualDates(Start, Start.AddMinutes(60 * at)) : null },
            .. plan.Activities.Skip(cut).Select((a, i) => a with { Parent = 101 + i % 2 }),
            new() { Key = 103, Type = ActivityType.WbsSummary, Parent = 101 },
        ],
        Dependencies =
        [
            .. plan.Dependencies, .. kind % 2 == 0 ? [new Dependency(100, 101, (LinkType)(kind / 2 % 4), 30 * (at - 20))] : Array.Empty<Dependency>(),
            .. kind % 5 == 0 ? [new Dependency(0, 102, (LinkType)(kind % 4))] : Array.Empty<Dependency>(),
            .. kind % 5 == 1 && cut < plan.Activities.Count ? [new Dependency(100, plan.Activities[^1].Key)] : Array.Empty<Dependency>(),
        ],
    });

    private static Activity Twisted(Activity activity, (Twist Kind, int At, int Part, int Constraint) twist)
    {
        var at = Start.AddMinutes(30 * twist.At);
        var plain = activity with { Constraint = ConstraintType.AsSoonAsPossible, ConstraintDate = null };
        return twist.Kind switch
        {
            Twist.Elapsed => activity with { Elapsed = true },
            Twist.Begun => activity with { ActualStart = at, Remaining = activity.Duration / 120 * 30 * Math.Min(twist.Part, 3), Resume = twist.Part == 4 ? at.AddMinutes(30 * twist.Constraint * 8) : null },
            Twist.Done => activity with { ActualStart = at, ActualFinish = at.AddMinutes(30 * twist.Constraint * twist.Part) },
            Twist.Level => plain with { Type = ActivityType.LevelOfEffort, Deadline = null },
            Twist.Hammock => plain with { Type = ActivityType.Hammock, Deadline = null },
            Twist.Manual => plain with { Manual = new ManualDates(at, twist.Part == 0 ? at.AddMinutes(600) : null) },
            Twist.Second => activity with { SecondConstraint = (ConstraintType)twist.Constraint, SecondConstraintDate = at },
            Twist.Mandatory => plain with { Constraint = twist.Part % 2 == 0 ? ConstraintType.MandatoryStart : ConstraintType.MandatoryFinish, ConstraintDate = at },
            Twist.Expected => activity with { ExpectedFinish = at, ActualStart = twist.Part == 0 ? Start : null },
            Twist.External => activity with { ExternalStart = twist.Part < 3 ? at : null, ExternalFinish = twist.Part == 0 ? at.AddMinutes(3_000) : null, ExternalEarlyFinish = twist.Part >= 2 ? at.AddMinutes(1_500) : null },
            _ => activity,
        };
    }

    /// <summary>The same without dates of their own and with one calendar.</summary>
    public static readonly Gen<Plan> Simple = Any.Select(plan => plan with
    {
        Activities = [.. plan.Activities.Select(a => a with { Calendar = null, ConstraintDate = null, Constraint = ConstraintType.AsSoonAsPossible, Deadline = null })],
        Dependencies = [.. plan.Dependencies.Select(l => l with { Unit = LagUnit.Minutes })],
    });
}
