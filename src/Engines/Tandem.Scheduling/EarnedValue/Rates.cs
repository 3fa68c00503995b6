namespace Tandem.Scheduling;

/// <summary>What a resource costs from an instant on: an hour of work (or a unit of material), and once each time it is used.</summary>
public sealed record Rate(DateTime From, decimal PerHour, decimal PerUse = 0);

/// <summary>What one assignment costs.</summary>
/// <param name="Rates">The resource's rates; the first one also holds before its date.</param>
/// <param name="Calendar">Whose working time the work is spread over.</param>
public sealed record AssignmentCost(IReadOnlyList<Rate> Rates, WorkCalendar Calendar)
{
    /// <summary>
    /// Cost of <paramref name="work"/> minutes spread evenly over a stretch: a spread for each rate that holds in it, and the cost per use at its start.
    /// </summary>
    public IReadOnlyList<CostSpread> Of(long work, DateTime start, DateTime finish)
    {
        if (Rates.Count == 0) return [];
        var rates = Rates.OrderBy(rate => rate.From).ToList();
        var spreads = new List<CostSpread>();
        var whole = Calendar.Between(start, finish);
        for (var i = 0; i < rates.Count; i++)
        {
            var from = i == 0 || rates[i].From < start ? start : rates[i].From;
            var to = i + 1 < rates.Count && rates[i + 1].From < finish ? rates[i + 1].From : finish;
            if (to < from || (to == from && (from != start || whole > 0))) continue;
            var share = whole <= 0 ? 1m : (decimal)Calendar.Between(from, to) / whole;
            Book(spreads, new CostSpread(share * work / 60 * rates[i].PerHour, from, to));
        }
        var use = rates.LastOrDefault(rate => rate.From <= start) ?? rates[0];
        Book(spreads, new CostSpread(use.PerUse, start, start, CostAccrual.Start));
        return spreads;
    }

    /// <summary>Cost of a quantity of material used evenly over a stretch, at the rate that holds at its start.</summary>
    public IReadOnlyList<CostSpread> Material(decimal quantity, DateTime start, DateTime finish)
    {
        if (Rates.Count == 0) return [];
        var rate = Rates.OrderBy(r => r.From).LastOrDefault(r => r.From <= start) ?? Rates.MinBy(r => r.From)!;
        var spreads = new List<CostSpread>();
        Book(spreads, new CostSpread(quantity * rate.PerHour, start, finish));
        Book(spreads, new CostSpread(rate.PerUse, start, start, CostAccrual.Start));
        return spreads;
    }

    private static void Book(List<CostSpread> spreads, CostSpread spread)
    {
        if (spread.Amount != 0) spreads.Add(spread);
    }
}
