namespace Tandem.Scheduling;

/// <summary>When a sum falls due: evenly over the working time, all at the start, all at the finish.</summary>
public enum CostAccrual { Prorated, Start, Finish }

/// <summary>
/// A sum over a stretch of time. Times are the project's wall clock; the amount is in the plan's currency (or any other unit, hours say).
/// A plan's timephased cost is a list of these: one for a fixed cost, one an assignment, or one a period of a file's timephased data.
/// </summary>
public sealed record CostSpread(decimal Amount, DateTime Start, DateTime Finish, CostAccrual Accrual = CostAccrual.Prorated)
{
    /// <summary>What of the sum has fallen due at an instant, by the share of the stretch's working time that lies before it.</summary>
    /// <param name="at">The instant; a sum due at exactly this instant counts.</param>
    /// <param name="calendar">Whose working time it accrues in.</param>
    public decimal UpTo(DateTime at, WorkCalendar calendar) => Accrual switch
    {
        CostAccrual.Start => at >= Start ? Amount : 0,
        CostAccrual.Finish => at >= Finish ? Amount : 0,
        _ when at >= Finish => Amount,
        _ when at <= Start => 0,
        _ => Share(at, calendar),
    };

    private decimal Share(DateTime at, WorkCalendar calendar)
    {
        var whole = calendar.Between(Start, Finish);
        return whole <= 0 ? 0 : Amount * Math.Clamp(calendar.Between(Start, at), 0, whole) / whole;
    }
}
