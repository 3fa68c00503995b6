using Tandem.Scheduling;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>
/// A slow, plain scheduler to hold the engine against: time is a row of half hours, work is walked half hour by half hour, and both passes are
/// repeated over all activities until nothing moves any more. Knows links, lags, calendars, constraints and deadlines; not progress or summaries.
/// </summary>
internal sealed class ReferenceScheduler
{
    private readonly Plan plan;
    private readonly int[] earlyStart, earlyFinish, lateStart, lateFinish;
    private readonly bool p6;

    public ReferenceScheduler(Plan plan)
    {
        (this.plan, p6) = (plan, plan.Mode == PlanMode.P6);
        var n = plan.Activities.Count;
        (earlyStart, earlyFinish, lateStart, lateFinish) = (new int[n], new int[n], new int[n], new int[n]);
        Repeat(Early);
        Array.Fill(lateStart, int.MaxValue);
        Array.Fill(lateFinish, int.MaxValue);
        Repeat(Late);
    }

    public DateTime EarlyStart(int i) => Time(earlyStart[i]);
    public DateTime EarlyFinish(int i) => Time(earlyFinish[i]);
    public DateTime LateStart(int i) => Time(lateStart[i]);
    public DateTime LateFinish(int i) => Time(lateFinish[i]);
    public int TotalFloat(int i) => 30 * (p6 ? Count(i, earlyFinish[i], lateFinish[i]) : Math.Min(Count(i, earlyStart[i], lateStart[i]), Count(i, earlyFinish[i], lateFinish[i])));

    private static int Tick(DateTime at) => (int)((at - PlanGen.Start).TotalMinutes / 30);
    private static DateTime Time(int tick) => PlanGen.Start.AddMinutes(30 * tick);

    private WorkCalendar Calendar(int i) => plan.Activities[i].Calendar ?? plan.Calendar;

    private const int Before = 4_000, After = 20_000;
    private static readonly Dictionary<WorkCalendar, bool[]> Ticks = PlanGen.Calendars.ToDictionary(c => c, c => Enumerable.Range(-Before, Before + After).Select(t => IsWorked(c, Time(t))).ToArray());

    private static bool Worked(WorkCalendar calendar, int tick) => Ticks[calendar][tick + Before];

    private static bool IsWorked(WorkCalendar calendar, DateTime at)
    {
        var exception = calendar.Exceptions.Where(e => e.Date == DateOnly.FromDateTime(at)).Select(e => e.Time).FirstOrDefault();
        return (exception ?? calendar.Week[((int)at.DayOfWeek + 6) % 7]).Shifts.Any(s => at.TimeOfDay.TotalMinutes >= s.From && at.TimeOfDay.TotalMinutes < s.To);
    }

    private static int Next(WorkCalendar calendar, int tick)
    {
        while (!Worked(calendar, tick)) tick++;
        return tick;
    }

    private static int Previous(WorkCalendar calendar, int tick)
    {
        while (!Worked(calendar, tick - 1)) tick--;
        return tick;
    }

    private static int Add(WorkCalendar calendar, int tick, int count)
    {
        for (; count > 0; tick++) count -= Worked(calendar, tick) ? 1 : 0;
        for (; count < 0; tick--) count += Worked(calendar, tick - 1) ? 1 : 0;
        return tick;
    }

    private int Count(int i, int from, int to)
    {
        var count = 0;
        for (var t = Math.Min(from, to); t < Math.Max(from, to); t++) count += Worked(Calendar(i), t) ? 1 : 0;
        return from <= to ? count : -count;
    }

    private void Repeat(Func<int, bool> step)
    {
        for (var round = 0; round <= plan.Activities.Count + 1; round++)
        {
            var moved = false;
            for (var i = 0; i < plan.Activities.Count; i++) moved |= step(i);
            if (!moved) return;
        }
        throw new InvalidOperationException("The reference never came to rest.");
    }

    private int Lagged(Dependency link, int tick, int sign)
    {
        var lag = sign * (int)link.Lag / 30;
        return Add(link.Unit == LagUnit.ElapsedMinutes ? WorkCalendar.Elapsed : Calendar(p6 ? link.From : link.To), tick, lag);
    }

    private bool Early(int i)
    {
        var (activity, calendar, duration) = (plan.Activities[i], Calendar(i), (int)plan.Activities[i].Duration / 30);
        var (constraint, date) = (activity.Constraint, activity.ConstraintDate is { } d ? Tick(d) : 0);
        var free = !p6 && constraint is ConstraintType.StartNoEarlierThan or ConstraintType.FinishNoEarlierThan;
        var (start, finish) = (free && !p6 ? int.MinValue : 0, int.MinValue);
        foreach (var link in plan.Dependencies.Where(l => l.To == i))
        {
            var at = Lagged(link, link.Type is LinkType.FinishStart or LinkType.FinishFinish ? earlyFinish[link.From] : earlyStart[link.From], 1);
            if (link.Type is LinkType.FinishStart or LinkType.StartStart) start = Math.Max(start, at);
            else finish = Math.Max(finish, at);
        }
        if (constraint is ConstraintType.StartNoEarlierThan or ConstraintType.MustStartOn) start = Math.Max(start, date);
        if (constraint is ConstraintType.FinishNoEarlierThan or ConstraintType.MustFinishOn) finish = Math.Max(finish, date);
        if (finish > int.MinValue) start = Math.Max(start, Add(calendar, finish, -duration));
        if (!p6 && constraint is ConstraintType.StartNoLaterThan or ConstraintType.MustStartOn) start = p6 ? start : Math.Min(start, date);
        if (!p6 && constraint is ConstraintType.FinishNoLaterThan or ConstraintType.MustFinishOn) start = p6 ? start : Math.Min(start, Add(calendar, date, -duration));
        var begin = duration == 0 && start > 0 && Previous(calendar, start) == start ? start : Next(calendar, start);
        return Set(earlyStart, i, begin) | Set(earlyFinish, i, Add(calendar, begin, duration));
    }

    private bool Late(int i)
    {
        var (activity, calendar, duration) = (plan.Activities[i], Calendar(i), (int)plan.Activities[i].Duration / 30);
        var (start, finish) = (int.MaxValue, earlyFinish.Max());
        foreach (var link in plan.Dependencies.Where(l => l.From == i))
        {
            var late = link.Type is LinkType.FinishStart or LinkType.StartStart ? lateStart[link.To] : lateFinish[link.To];
            if (late == int.MaxValue) continue;
            if (link.Type is LinkType.FinishStart or LinkType.FinishFinish) finish = Math.Min(finish, Lagged(link, late, -1));
            else start = Math.Min(start, Lagged(link, late, -1));
        }
        if (activity.ConstraintDate is { } date)
        {
            var latest = activity.Constraint is ConstraintType.StartNoLaterThan or ConstraintType.MustStartOn ? Add(calendar, Tick(date), duration) : Tick(date);
            var must = activity.Constraint is ConstraintType.MustStartOn or ConstraintType.MustFinishOn;
            if (must && !p6) (start, finish) = (int.MaxValue, latest);
            else if (must || activity.Constraint is ConstraintType.StartNoLaterThan or ConstraintType.FinishNoLaterThan) finish = Math.Min(finish, latest);
        }
        if (activity.Deadline is { } deadline) finish = Math.Min(finish, Tick(deadline));
        if (duration == 0)
        {
            var at = Math.Min(start, finish);
            at = Count(i, earlyFinish[i], at) == 0 ? earlyFinish[i] : Previous(calendar, at);
            return Set(lateStart, i, at) | Set(lateFinish, i, at);
        }
        if (!p6 && start != int.MaxValue) finish = Math.Min(finish, Add(calendar, start, duration));
        finish = Previous(calendar, finish);
        var back = Add(calendar, finish, -duration);
        return Set(lateFinish, i, finish) | Set(lateStart, i, p6 && start != int.MaxValue ? Math.Min(back, Next(calendar, start)) : back);
    }

    private static bool Set(int[] values, int i, int value)
    {
        var moved = values[i] != value;
        values[i] = value;
        return moved;
    }
}
