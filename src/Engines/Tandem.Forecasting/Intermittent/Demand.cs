namespace Tandem.Forecasting.Intermittent;

/// <summary>Which smoothing of a demand with many zeros.</summary>
internal enum DemandKind
{
    /// <summary>Croston's method with Syntetos and Boylan's correction (2005): interval and size, updated at sales only.</summary>
    Sba,

    /// <summary>Teunter, Syntetos and Babai (2011): probability of a sale, updated every period, and size; falls when an item dies.</summary>
    Tsb,
}

/// <summary>The running state of a demand with many zeros.</summary>
internal struct Demand(DemandKind kind, double smoothing)
{
    private double size, interval, chance, seen, sales, wait;

    /// <summary>Expected units a period.</summary>
    public readonly double Rate => sales == 0 ? 0 : kind == DemandKind.Sba ? (1 - smoothing / 2) * size / interval : chance * size;

    /// <summary>Probability of any sale in a period.</summary>
    public readonly double Chance => sales == 0 ? 0 : Math.Min(1, Rate / size);

    /// <summary>Takes in a period. The first sales set the level by their plain means, so that one early sale does not weigh for ever.</summary>
    public void Take(double value)
    {
        seen++;
        wait++;
        var sold = value > 0 ? 1 : 0;
        chance += Math.Max(smoothing, 1 / seen) * (sold - chance);
        if (sold == 0) return;
        sales++;
        var share = Math.Max(smoothing, 1 / sales);
        size += share * (value - size);
        interval += share * (wait - interval);
        wait = 0;
    }
}
