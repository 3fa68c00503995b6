using Tandem.Scheduling;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>
/// A slow, plain scheduler to hold the engine against: time is a row of half hours, work is walked half hour by half hour, and both passes are
/// repeated over all activities until nothing moves any more. Knows links, lags of every unit and calendar, calendars, all constraints, deadlines, progress by the
/// three logics, expected finishes, dates from outside, tasks set by hand, hammocks and levels of effort; not summaries, gaps or as late as possible.
/// </summary>
internal sealed partial class ReferenceScheduler
{
    private readonly Plan plan;
    private readonly int[] earlyStart, earlyFinish, lateStart, lateFinish, duration, left;
    private readonly bool p6;

    public ReferenceScheduler(Plan plan)
    {
        (this.plan, p6) = (plan, plan.Mode == PlanMode.P6);
        var n = plan.Activities.Count;
        (earlyStart, earlyFinish, lateStart, lateFinish) = (new int[n], new int[n], new int[n], new int[n]);
        (duration, left) = ([.. plan.Activities.Select(a => (int)a.Duration / 30)], [.. plan.Activities.Select(Left)]);
        Repeat(Early);
        Array.Fill(lateStart, int.MaxValue);
        Array.Fill(lateFinish, int.MaxValue);
        Repeat(Late);
        for (var i = 0; i < n; i++) if (IsLevel(i)) Span(i);
    }

    public DateTime EarlyStart(int i) => Time(earlyStart[i]);
    public DateTime EarlyFinish(int i) => Time(earlyFinish[i]);
    public DateTime LateStart(int i) => Time(plan.Activities[i].IsStarted && !IsLevel(i) ? earlyStart[i] : lateStart[i]);
    public DateTime LateFinish(int i) => Time(lateFinish[i]);

    public long? TotalFloat(int i)
    {
        var activity = plan.Activities[i];
        if (activity.IsComplete) return p6 ? null : 0;
        var (start, finish) = (Count(i, earlyStart[i], lateStart[i]), Count(i, earlyFinish[i], lateFinish[i]));
        var basis = plan.Options.FloatBasis ?? (p6 ? FloatBasis.Finish : FloatBasis.Smallest);
        return 30 * (activity.IsStarted || basis == FloatBasis.Finish ? finish : basis == FloatBasis.Start ? start : Math.Min(start, finish));
    }

    /// <summary>How far it may slip before a link that leaves it moves its successor.</summary>
    public long? FreeFloat(int i)
    {
        if (plan.Activities[i].IsComplete) return p6 ? null : 0;
        var least = long.MaxValue;
        foreach (var link in plan.Dependencies.Where(l => l.From == i && !IsLevel(i) && !IsLevel(l.To) && !plan.Activities[l.To].IsComplete))
        {
            var from = link.Type is LinkType.FinishStart or LinkType.FinishFinish ? earlyFinish[i] : earlyStart[i];
            var to = link.Type is LinkType.FinishStart or LinkType.StartStart ? earlyStart[link.To] : earlyFinish[link.To];
            least = Math.Min(least, 30 * Count(i, from, Lagged(link, to, -1)));
        }
        if (least == long.MaxValue) least = p6 ? 30 * Count(i, earlyFinish[i], Finish) : TotalFloat(i)!.Value;
        return Math.Max(0, least);
    }

    private int Finish => Enumerable.Range(0, plan.Activities.Count).Where(i => !IsLevel(i)).Select(i => earlyFinish[i]).DefaultIfEmpty(0).Max();

    private static int Left(Activity activity) => activity.IsComplete ? 0 : (int)(activity.IsStarted ? activity.Remaining ?? activity.Duration : activity.Duration) / 30;

    private bool IsLevel(int i) => plan.Activities[i].Type == ActivityType.LevelOfEffort;

    private static int Tick(DateTime at) => (int)((at - PlanGen.Start).TotalMinutes / 30);
    private static DateTime Time(int tick) => PlanGen.Start.AddMinutes(30 * tick);

    /// <summary>What its duration counts in, and what its float does.</summary>
    private WorkCalendar Calendar(int i) => plan.Activities[i].Elapsed ? WorkCalendar.Elapsed : Worked(i);
    private WorkCalendar Worked(int i) => plan.Activities[i].Calendar ?? plan.Calendar;

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
        for (var t = Math.Min(from, to); t < Math.Max(from, to); t++) count += Worked(Worked(i), t) ? 1 : 0;
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
}
