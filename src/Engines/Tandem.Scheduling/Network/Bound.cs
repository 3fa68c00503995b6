namespace Tandem.Scheduling;

/// <summary>The latest lower bounds on a start and a finish found so far, and what set each (a dependency's index or a negative <see cref="DriverKind"/>).</summary>
internal struct Bound
{
    public Bound() => (Start, Finish) = (Dates.None, Dates.None);

    public long Start { get; set; }
    public long Finish { get; set; }
    public int StartBy { get; set; }
    public int FinishBy { get; set; }

    public void RaiseStart(long at, int by)
    {
        if (at > Start) (Start, StartBy) = (at, by);
    }

    public void RaiseFinish(long at, int by)
    {
        if (at > Finish) (Finish, FinishBy) = (at, by);
    }

    /// <summary>Turns a bound on the finish into one on the start, and answers the start.</summary>
    public long Settle(WorkCalendar calendar, long duration)
    {
        if (Finish > Dates.None) RaiseStart(calendar.Add(Finish, -duration), FinishBy);
        return Start;
    }
}
