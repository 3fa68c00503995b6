namespace Tandem.Forecasting.Models;

/// <summary>How the trend or season enters: not at all, by sum, damped by sum, by factor.</summary>
internal enum Part
{
    None,
    Additive,
    Damped,
    Multiplicative,
}

/// <summary>Form of an exponential smoothing model, as in ets(error, trend, season).</summary>
internal readonly record struct EtsForm(bool MultiplicativeError, Part Trend, Part Season)
{
    public override string ToString() => $"ets({(MultiplicativeError ? 'M' : 'A')},{Letter(Trend)},{Letter(Season)})";

    private static string Letter(Part part) => part switch { Part.Additive => "A", Part.Damped => "Ad", Part.Multiplicative => "M", _ => "N" };
}

/// <summary>
/// Exponential smoothing in its innovations form (Hyndman, Koehler, Ord, Snyder 2008, "Forecasting with Exponential Smoothing", table 2.2–2.3),
/// with additive or no (damped) trend.
/// </summary>
internal sealed class Ets : FittedModel
{
    private readonly EtsParameters parameters;
    private EtsState state;

    public Ets(EtsParameters parameters)
    {
        this.parameters = parameters;
        state = new EtsState(parameters.Form, Math.Max(1, parameters.Seasons.Length));
        Reset();
    }

    public override string Name => parameters.Form.ToString();

    /// <summary>Smoothing constants and starting states.</summary>
    public EtsParameters Parameters => parameters;

    public override void Reset() => state.Start(parameters);

    public override void Update(double value) => state.Take(value, parameters);

    public override void Forecast(Span<double> mean)
    {
        double trend = 0, factor = 1;
        for (var step = 0; step < mean.Length; step++)
        {
            factor *= parameters.Phi;
            trend += factor * state.Trend;
            mean[step] = state.Combine(state.Level + trend, step);
        }
    }
}

/// <summary>Smoothing constants (α, β, γ of the error-correction form, φ) and starting states.</summary>
internal sealed record EtsParameters(EtsForm Form)
{
    public double Alpha { get; init; } = 0.3;
    public double Beta { get; init; }
    public double Gamma { get; init; }
    public double Phi { get; init; } = 1;
    public double Level { get; init; }
    public double Trend { get; init; }
    public double[] Seasons { get; init; } = [];
}

/// <summary>The running state of an exponential smoothing model.</summary>
internal struct EtsState(EtsForm form, int season)
{
    private readonly double[] seasons = new double[season];
    private int place;

    public double Level { get; private set; }

    public double Trend { get; private set; }

    public void Start(EtsParameters start)
    {
        (Level, Trend, place) = (start.Level, start.Trend, 0);
        start.Seasons.CopyTo(seasons, 0);
    }

    /// <summary>Level (with trend) and season as the value expected <paramref name="step"/> periods after the next.</summary>
    public readonly double Combine(double level, int step) => form.Season switch
    {
        Part.Additive => level + seasons[(place + step) % seasons.Length],
        Part.Multiplicative => level * seasons[(place + step) % seasons.Length],
        _ => level,
    };

    /// <summary>Corrects the states by the error of the value and returns (expected, error), the error relative where the form says so.</summary>
    public (double Expected, double Error) Take(double value, EtsParameters p)
    {
        var ahead = Level + p.Phi * Trend;
        var index = seasons[place];
        var expected = form.Season switch { Part.Additive => ahead + index, Part.Multiplicative => ahead * index, _ => ahead };
        var error = value - expected;
        Correct(ahead, p, form.Season == Part.Multiplicative ? error / Guard(index) : error);
        if (form.Season != Part.None)
        {
            seasons[place] = index + p.Gamma * (form.Season == Part.Multiplicative ? error / Guard(ahead) : error);
            if (++place == seasons.Length) place = 0;
        }
        return (expected, form.MultiplicativeError ? error / Guard(expected) : error);
    }

    private void Correct(double ahead, EtsParameters p, double error)
    {
        Level = ahead + p.Alpha * error;
        if (form.Trend != Part.None) Trend = p.Phi * Trend + p.Beta * error;
    }

    private static double Guard(double divisor) => Math.Abs(divisor) < 1e-12 ? 1e-12 : divisor;
}
