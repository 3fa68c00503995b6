using Tandem.Scheduling;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>One activity at a time: its early dates from what leads to it, its late ones from what it leads to.</summary>
internal sealed partial class ReferenceScheduler
{
    private int DataDate => p6 && plan.DataDate is { } date ? Tick(date) : int.MinValue;

    private int Lagged(Dependency link, int tick, int sign)
    {
        var percent = link.Unit is LagUnit.Percent or LagUnit.ElapsedPercent;
        var lag = sign * (percent ? (int)plan.Activities[link.From].Duration / 30 * (int)link.Lag / 100 : (int)link.Lag / 30);
        return Add(LagCalendarOf(link), tick, lag);
    }

    private WorkCalendar LagCalendarOf(Dependency link) => link.Unit is LagUnit.ElapsedMinutes or LagUnit.ElapsedPercent ? WorkCalendar.Elapsed
        : (plan.Options.LagCalendar ?? (p6 ? LagCalendar.Predecessor : LagCalendar.Successor)) switch
        {
            LagCalendar.Predecessor => Worked(link.From),
            LagCalendar.Successor => Worked(link.To),
            LagCalendar.Project => plan.Calendar,
            _ => WorkCalendar.Elapsed,
        };

    private (int Start, int Finish) Asked(int i)
    {
        var (start, finish) = (int.MinValue, int.MinValue);
        foreach (var link in plan.Dependencies.Where(l => l.To == i && !IsLevel(l.From)))
        {
            var at = link.Type == LinkType.StartStart ? FromStart(link) : Lagged(link, link.Type == LinkType.StartFinish ? earlyStart[link.From] : earlyFinish[link.From], 1);
            if (link.Type is LinkType.FinishStart or LinkType.StartStart) start = Math.Max(start, at);
            else finish = Math.Max(finish, at);
        }
        return (start, finish);
    }

    /// <summary>P6: the lag after work in progress is what is left of it, after the remaining work begins.</summary>
    private int FromStart(Dependency link)
    {
        var (from, i) = (plan.Activities[link.From], link.From);
        if (!p6 || !plan.Options.StartLagFromEarlyStart || !from.IsStarted || from.IsComplete || from.Type == ActivityType.Hammock) return Lagged(link, earlyStart[i], 1);
        var restart = Add(Calendar(i), earlyFinish[i], -left[i]);
        var lag = (link.Unit is LagUnit.Percent or LagUnit.ElapsedPercent ? (int)from.Duration / 30 * (int)link.Lag / 100 : (int)link.Lag / 30) - Math.Max(0, duration[i] - left[i]);
        return lag <= 0 ? restart : Add(LagCalendarOf(link), restart, lag);
    }

    private bool Early(int i)
    {
        var activity = plan.Activities[i];
        if (activity.ExpectedFinish is not null) (duration[i], left[i]) = ((int)activity.Duration / 30, Left(activity));
        var (start, finish) = IsLevel(i) ? (0, 0) : activity.Manual is { } manual ? ByHand(i, manual) : activity.IsComplete ? (Tick(activity.ActualStart!.Value), Tick(activity.ActualFinish!.Value))
            : activity.Type == ActivityType.Hammock ? Hang(i) : activity.IsStarted ? GoOn(i, activity) : Begin(i, activity);
        return Set(earlyStart, i, start) | Set(earlyFinish, i, finish);
    }

    private (int, int) ByHand(int i, ManualDates manual)
    {
        var start = Tick(manual.Start!.Value);
        return (start, manual.Finish is { } finish ? Tick(finish) : Add(Calendar(i), start, duration[i]));
    }

    private (int, int) Hang(int i)
    {
        var (start, finish) = Asked(i);
        start = Next(Calendar(i), Math.Max(Math.Max(start, 0), DataDate));
        finish = finish == int.MinValue ? Add(Calendar(i), start, (int)plan.Activities[i].Duration / 30) : Math.Max(start, Previous(Calendar(i), finish));
        return (start, finish);
    }

    private (int, int) GoOn(int i, Activity activity)
    {
        var (calendar, began) = (Calendar(i), Tick(activity.ActualStart!.Value));
        var start = DataDate > int.MinValue ? DataDate : Add(calendar, began, Math.Max(0, duration[i] - left[i]));
        var finish = int.MinValue;
        start = Math.Max(start, began);
        if (activity.Resume is { } resume) start = Math.Max(start, Tick(resume));
        if (plan.Options.Progress == ProgressLogic.Retained && (p6 || (plan.Options.SplitInProgress && activity.Resume is null)))
        {
            var asked = Asked(i);
            (start, finish) = (Math.Max(start, asked.Start), asked.Finish);
            if (activity.ExternalEarlyFinish is { } end) finish = Math.Max(finish, Tick(end));
        }
        foreach (var (type, date) in Dated(activity)) if (type is ConstraintType.FinishNoEarlierThan or ConstraintType.MustFinishOn or ConstraintType.MandatoryFinish) finish = Math.Max(finish, date);
        if (finish > int.MinValue) start = Math.Max(start, Add(calendar, finish, -left[i]));
        Expect(i, start);
        return (began, Math.Max(began, Add(calendar, start, left[i])));
    }

    private static IEnumerable<(ConstraintType Type, int Date)> Dated(Activity activity)
    {
        if (activity.ConstraintDate is { } first) yield return (activity.Constraint, Tick(first));
        if (activity.SecondConstraintDate is { } second) yield return (activity.SecondConstraint, Tick(second));
    }

    private void Expect(int i, int start)
    {
        if (plan.Activities[i].ExpectedFinish is not { } expected || !plan.Options.UseExpectedFinish) return;
        var (done, count) = (((int)plan.Activities[i].Duration / 30) - Left(plan.Activities[i]), 0);
        for (var t = start; t < Tick(expected); t++) count += Worked(Calendar(i), t) ? 1 : 0;
        (left[i], duration[i]) = (count, done + count);
    }

    private (int, int) Begin(int i, Activity activity)
    {
        var (calendar, length) = (Calendar(i), (int)activity.Duration / 30);
        var beatsLinks = !p6 && plan.Options.HonorConstraints;
        var (start, finish) = Asked(i);
        if (p6 || !(activity.Constraint is ConstraintType.StartNoEarlierThan or ConstraintType.FinishNoEarlierThan)) start = Math.Max(start, 0);
        start = Math.Max(start, DataDate);
        if (activity.ExternalStart is { } outside) start = Math.Max(start, Tick(outside));
        if (activity.ExternalEarlyFinish is { } end) finish = Math.Max(finish, Tick(end));
        foreach (var (type, date) in Dated(activity))
        {
            if (type is ConstraintType.StartNoEarlierThan or ConstraintType.MustStartOn or ConstraintType.MandatoryStart) start = Math.Max(start, date);
            if (type is ConstraintType.FinishNoEarlierThan or ConstraintType.MustFinishOn or ConstraintType.MandatoryFinish) finish = Math.Max(finish, date);
        }
        if (finish > int.MinValue) start = Math.Max(start, Add(calendar, finish, -length));
        foreach (var (type, date) in Dated(activity))
        {
            if (type == ConstraintType.MandatoryStart || (beatsLinks && type is ConstraintType.StartNoLaterThan or ConstraintType.MustStartOn && !p6)) start = Math.Min(start, date);
            if (type == ConstraintType.MandatoryFinish || (beatsLinks && type is ConstraintType.FinishNoLaterThan or ConstraintType.MustFinishOn && !p6)) start = Math.Min(start, Add(calendar, date, -length));
        }
        Expect(i, Next(calendar, start));
        length = duration[i];
        var begin = length == 0 && start > 0 && Previous(calendar, start) == start ? start : Next(calendar, start);
        return (begin, Add(calendar, begin, length));
    }

    private (int Start, int Finish) Allowed(int i)
    {
        var activity = plan.Activities[i];
        var (start, finish) = (int.MaxValue, int.MaxValue);
        var spared = activity.IsStarted || (activity.Manual is not null && !p6);
        foreach (var link in plan.Dependencies.Where(l => l.From == i && !IsLevel(l.To)))
        {
            var to = plan.Activities[link.To];
            if (to.IsStarted && (plan.Options.Progress == ProgressLogic.Override || (to.IsComplete && plan.Options.Progress != ProgressLogic.ActualDates))) continue;
            var actual = to.IsStarted && plan.Options.Progress == ProgressLogic.ActualDates;
            var late = link.Type is LinkType.FinishStart or LinkType.StartStart ? (actual ? earlyStart[link.To] : lateStart[link.To]) : actual && to.IsComplete ? earlyFinish[link.To] : lateFinish[link.To];
            if (late == int.MaxValue) continue;
            if (link.Type is LinkType.FinishStart or LinkType.FinishFinish) finish = Math.Min(finish, Lagged(link, late, -1));
            else if (!spared) start = Math.Min(start, Lagged(link, late, -1));
        }
        return (start, finish);
    }

    private bool Late(int i)
    {
        var (activity, calendar) = (plan.Activities[i], Calendar(i));
        if (IsLevel(i)) return false;
        if (activity.IsComplete) return Set(lateStart, i, earlyStart[i]) | Set(lateFinish, i, earlyFinish[i]);
        var (start, finish) = Allowed(i);
        var open = plan.Options.OpenEndsAreCritical && !plan.Dependencies.Any(l => l.From == i && !IsLevel(l.To));
        finish = Math.Min(finish, open ? earlyFinish[i] : plan.MustFinishBy is { } by ? Tick(by) : Finish);
        foreach (var (type, date) in Dated(activity))
        {
            var ofStart = type is ConstraintType.StartNoLaterThan or ConstraintType.MustStartOn or ConstraintType.MandatoryStart;
            if (type is ConstraintType.StartNoEarlierThan or ConstraintType.FinishNoEarlierThan || (ofStart && activity.IsStarted)) continue;
            var latest = ofStart ? Add(calendar, date, left[i]) : date;
            var must = type is ConstraintType.MandatoryStart or ConstraintType.MandatoryFinish || (!p6 && plan.Options.HonorConstraints && type is ConstraintType.MustStartOn or ConstraintType.MustFinishOn && !p6);
            (start, finish) = must ? (int.MaxValue, latest) : (start, Math.Min(finish, latest));
        }
        if (activity.Deadline is { } deadline) finish = Math.Min(finish, Tick(deadline));
        if (activity.ExternalFinish is { } outside) finish = Math.Min(finish, Tick(outside));
        return Put(i, start, finish);
    }

    private bool Put(int i, int start, int finish)
    {
        var calendar = Calendar(i);
        if (plan.Activities[i].Type == ActivityType.Hammock)
        {
            finish = Previous(calendar, finish);
            return Set(lateFinish, i, finish) | Set(lateStart, i, Math.Min(start, finish));
        }
        if (left[i] == 0)
        {
            var at = Math.Min(start, finish);
            var same = true;
            for (var t = Math.Min(earlyFinish[i], at); t < Math.Max(earlyFinish[i], at); t++) same &= !Worked(calendar, t);
            at = same ? earlyFinish[i] : Previous(calendar, at);
            return Set(lateStart, i, at) | Set(lateFinish, i, at);
        }
        if (!p6 && start != int.MaxValue) finish = Math.Min(finish, Add(calendar, start, left[i]));
        finish = Previous(calendar, finish);
        var back = Add(calendar, finish, -left[i]);
        return Set(lateFinish, i, finish) | Set(lateStart, i, p6 && start != int.MaxValue ? Math.Min(back, Next(calendar, start)) : back);
    }

    /// <summary>A level of effort from the first instant its start links name to the last its finish links name.</summary>
    private void Span(int i)
    {
        foreach (var early in new[] { true, false })
        {
            var (first, last) = (int.MaxValue, int.MinValue);
            foreach (var link in plan.Dependencies.Where(l => (l.To == i && !IsLevel(l.From)) || (l.From == i && !IsLevel(l.To))))
            {
                var into = link.To == i;
                var (fromFinish, toStart) = (link.Type is LinkType.FinishStart or LinkType.FinishFinish, link.Type is LinkType.FinishStart or LinkType.StartStart);
                var atFinish = into ? fromFinish : !toStart;
                var other = into ? link.From : link.To;
                var at = Lagged(link, early ? (atFinish ? earlyFinish : earlyStart)[other] : (atFinish ? lateFinish[other] : plan.Activities[other].IsStarted ? earlyStart[other] : lateStart[other]), into ? 1 : -1);
                if (into ? toStart : !fromFinish) first = Math.Min(first, at);
                else last = Math.Max(last, at);
            }
            var (calendar, own) = (Calendar(i), (int)plan.Activities[i].Duration / 30);
            if (first == int.MaxValue) first = last == int.MinValue ? 0 : Add(calendar, last, -own);
            var start = Next(calendar, early ? Math.Max(first, DataDate) : first);
            var finish = Math.Max(start, last == int.MinValue ? Add(calendar, start, own) : Previous(calendar, last));
            if (early) (earlyStart[i], earlyFinish[i]) = (start, finish);
            else (lateStart[i], lateFinish[i]) = (start, finish);
        }
    }

    private static bool Set(int[] values, int i, int value)
    {
        var moved = values[i] != value;
        values[i] = value;
        return moved;
    }
}
