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

    /// <summary>Backward: the latest start and finish the dates allow.</summary>
    public void Lower(ref long start, ref long finish)
    {
        Lower(ref start, ref finish, first);
        Lower(ref start, ref finish, second);
    }

    private static void Raise(ref Bound bound, (ConstraintType Type, DateTime? Date) constraint)
    {
        if (constraint.Date is not { } date) return;
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

    private static void Lower(ref long start, ref long finish, (ConstraintType Type, DateTime? Date) constraint)
    {
        if (constraint.Date is not { } date) return;
        var at = Wall.Minutes(date);
        if (constraint.Type is ConstraintType.StartNoLaterThan or ConstraintType.MustStartOn or ConstraintType.MandatoryStart) start = Math.Min(start, at);
        if (constraint.Type is ConstraintType.FinishNoLaterThan or ConstraintType.MustFinishOn or ConstraintType.MandatoryFinish) finish = Math.Min(finish, at);
    }
}
