namespace Tandem.Scheduling;

/// <summary>An activity's constraint and its second one, as the passes apply them. A constraint date is an instant.</summary>
internal readonly ref struct Constraints(Activity activity, SchedulingPolicy policy)
{
    private readonly (ConstraintType Type, DateTime? Date) first = (activity.Constraint, activity.ConstraintDate);
    private readonly (ConstraintType Type, DateTime? Date) second = (activity.SecondConstraint, activity.SecondConstraintDate);

    /// <summary>Forward, beside the links: dates before which nothing starts or finishes.</summary>
    public void Raise(ref Bound bound)
    {
        Raise(ref bound, first);
        Raise(ref bound, second);
    }

    /// <summary>Forward, against the links: dates that hold whatever the links ask.</summary>
    public void Fix(ref Bound bound, WorkCalendar calendar, long duration)
    {
        Fix(ref bound, first, calendar, duration);
        Fix(ref bound, second, calendar, duration);
    }

    /// <summary>Backward: the latest finish the dates allow. A date that holds whatever the links ask also sets aside their bound on the start.</summary>
    public void Lower(ref long start, ref long finish, WorkCalendar calendar, long duration)
    {
        Lower(ref start, ref finish, first, calendar, duration);
        Lower(ref start, ref finish, second, calendar, duration);
    }

    private void Raise(ref Bound bound, (ConstraintType Type, DateTime? Date) constraint)
    {
        if (constraint.Date is not { } date || Passed(constraint.Type)) return;
        var at = Wall.Minutes(date);
        if (constraint.Type is ConstraintType.StartNoEarlierThan or ConstraintType.MustStartOn or ConstraintType.MandatoryStart) bound.RaiseStart(at, -(int)DriverKind.Constraint);
        if (constraint.Type is ConstraintType.FinishNoEarlierThan or ConstraintType.MustFinishOn or ConstraintType.MandatoryFinish) bound.RaiseFinish(at, -(int)DriverKind.Constraint);
    }

    private void Fix(ref Bound bound, (ConstraintType Type, DateTime? Date) constraint, WorkCalendar calendar, long duration)
    {
        if (constraint.Date is not { } date) return;
        var byStart = Wall.Minutes(date);
        var byFinish = calendar.Add(byStart, -duration);
        var latest = constraint.Type switch
        {
            ConstraintType.MandatoryStart => byStart,
            ConstraintType.MandatoryFinish => byFinish,
            ConstraintType.MustStartOn or ConstraintType.StartNoLaterThan when policy.DatesBeatLinks => byStart,
            ConstraintType.MustFinishOn or ConstraintType.FinishNoLaterThan when policy.DatesBeatLinks => byFinish,
            _ => Dates.Never,
        };
        if (latest < bound.Start) (bound.Start, bound.StartBy) = (latest, -(int)DriverKind.Constraint);
    }

    private void Lower(ref long start, ref long finish, (ConstraintType Type, DateTime? Date) constraint, WorkCalendar calendar, long duration)
    {
        if (constraint.Date is not { } date || Passed(constraint.Type)) return;
        var latest = constraint.Type switch
        {
            ConstraintType.StartNoLaterThan or ConstraintType.MustStartOn or ConstraintType.MandatoryStart => calendar.Add(Wall.Minutes(date), duration),
            ConstraintType.FinishNoLaterThan or ConstraintType.MustFinishOn or ConstraintType.MandatoryFinish => Wall.Minutes(date),
            _ => Dates.Never,
        };
        if (latest == Dates.Never) return;
        if (Holds(constraint.Type)) (start, finish) = (Dates.Never, latest);
        else finish = Math.Min(finish, latest);
    }

    /// <summary>Work that has begun can't be held by a date for its start.</summary>
    private bool Passed(ConstraintType type) => activity.IsStarted
        && (type is ConstraintType.StartNoEarlierThan or ConstraintType.StartNoLaterThan or ConstraintType.MustStartOn or ConstraintType.MandatoryStart);

    private bool Holds(ConstraintType type) => type is ConstraintType.MandatoryStart or ConstraintType.MandatoryFinish
        || (policy.DatesBeatLinks && type is ConstraintType.MustStartOn or ConstraintType.MustFinishOn);
}
