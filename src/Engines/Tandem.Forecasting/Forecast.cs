namespace Tandem.Forecasting;

/// <summary>How far a forecast may be trusted for lack of history.</summary>
public enum ForecastQuality
{
    /// <summary>Under 12 points: nothing is forecast (unless <see cref="ForecastOptions.AlwaysAnswer"/>).</summary>
    TooLittleData,

    /// <summary>12–19 points: the band is widened and must be labelled so.</summary>
    Wide,

    /// <summary>20 points or more.</summary>
    Ok,
}

/// <summary>What the reader of a forecast should know; rendered in their language by the caller.</summary>
public enum ForecastNote
{
    /// <summary>A season was asked for, but there are fewer than two full ones.</summary>
    SeasonTooShort,

    /// <summary>Zeros dominate: the forecast is an even rate, not a pattern of single periods.</summary>
    Intermittent,

    /// <summary>Every value is the same.</summary>
    Constant,
}

/// <summary>Settings of one forecast. The default is the product's.</summary>
public sealed record ForecastOptions
{
    /// <summary>Answer also under 12 points (bench verbs).</summary>
    public bool AlwaysAnswer { get; init; }

    /// <summary>True: the metric can't be negative. Null: taken from the series, which then holds no negative value.</summary>
    public bool? NonNegative { get; init; }
}

/// <summary>
/// A forecast of the next periods. Arrays have the horizon's length, step 1 first, in the unit of the series; all are empty when
/// <see cref="Quality"/> is <see cref="ForecastQuality.TooLittleData"/>. Always Lo95 ≤ Lo80 ≤ Mean ≤ Hi80 ≤ Hi95.
/// </summary>
public sealed record Forecast
{
    /// <summary>Expected value a step.</summary>
    public required double[] Mean { get; init; }

    /// <summary>10 % quantile a step; 0 for intermittent series, whose bands reach from zero up to where 80 and 95 % of the values lie.</summary>
    public required double[] Lo80 { get; init; }

    /// <summary>90 % quantile a step.</summary>
    public required double[] Hi80 { get; init; }

    /// <summary>2.5 % quantile a step.</summary>
    public required double[] Lo95 { get; init; }

    /// <summary>97.5 % quantile a step.</summary>
    public required double[] Hi95 { get; init; }

    /// <summary>What made it, such as <c>theta + ets(A,Ad,N)</c>.</summary>
    public required string Model { get; init; }

    /// <summary>How far it may be trusted for lack of history.</summary>
    public required ForecastQuality Quality { get; init; }

    /// <summary>Further remarks.</summary>
    public IReadOnlyList<ForecastNote> Notes { get; init; } = [];

    /// <summary>Mean absolute scaled error over the rolling origins (1 = as good as repeating the last season's value); null where that can't be told.</summary>
    public double? BacktestError { get; init; }

    /// <summary>Share of the newer rolling-origin values inside the 80 % band that the older ones would have drawn; null with fewer than 8 origins.</summary>
    public double? Coverage80 { get; init; }

    /// <summary>
    /// Joint samples of the future, [path][step], for sums and other questions over several steps: errors of neighbouring steps hang together as they
    /// did in the backtest. Deterministic.
    /// </summary>
    public double[][] Paths { get; init; } = [];

    /// <summary>Nothing was forecast.</summary>
    public static Forecast None { get; } = new()
    {
        Mean = [], Lo80 = [], Hi80 = [], Lo95 = [], Hi95 = [], Model = "none", Quality = ForecastQuality.TooLittleData,
    };
}
