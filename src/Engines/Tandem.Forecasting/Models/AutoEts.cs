using Tandem.Forecasting.Numerics;
using Tandem.Forecasting.Seasons;

namespace Tandem.Forecasting.Models;

/// <summary>
/// Chooses among sensible exponential smoothing forms by the corrected Akaike criterion. Guarded: parameters stay in the usual region
/// (0 &lt; β ≤ α, 0 &lt; γ ≤ 1 − α, 0.8 ≤ φ ≤ 0.98), a multiplicative error or season only on positive data and without bias, a season only with two full ones.
/// </summary>
internal static class AutoEts
{
    private const int Evaluations = 200;

    /// <summary>Fits every candidate form to the series (at least 4 values) and keeps the best.</summary>
    public static Ets Fit(double[] values, int season)
    {
        (double Criterion, EtsParameters? Parameters) best = (double.PositiveInfinity, null);
        foreach (var form in Candidates(values, season))
        {
            var (criterion, parameters) = FitForm(values, season, form);
            if (criterion < best.Criterion && !(form.MultiplicativeError && IsBiased(parameters, values))) best = (criterion, parameters);
        }
        return new Ets(best.Parameters ?? Flat(values));
    }

    /// <summary>
    /// Relative errors of spiky series are least where the model expects too much, which a trend then carries away: such fits show as a mean error
    /// of more than two standard errors.
    /// </summary>
    private static bool IsBiased(EtsParameters parameters, double[] values)
    {
        var state = new EtsState(parameters.Form, Math.Max(1, parameters.Seasons.Length));
        state.Start(parameters);
        double sum = 0, squares = 0;
        foreach (var value in values)
        {
            var error = value - state.Take(value, parameters).Expected;
            (sum, squares) = (sum + error, squares + error * error);
        }
        return sum * sum > 4 * squares;
    }

    private static EtsParameters Flat(double[] values) => new(new(false, Part.None, Part.None)) { Level = values[0] };

    private static IEnumerable<EtsForm> Candidates(double[] values, int season)
    {
        var positive = values.Min() > 0;
        var seasonal = season > 1 && values.Length >= 2 * season && values.Length > season + 6;
        foreach (var trend in new[] { Part.None, Part.Damped, Part.Additive })
        {
            if (trend != Part.None && values.Length < 8) continue;
            yield return new(false, trend, Part.None);
            if (positive) yield return new(true, trend, Part.None);
            if (!seasonal) continue;
            yield return new(false, trend, Part.Additive);
            if (positive) yield return new(true, trend, Part.Multiplicative);
        }
    }

    private static (double Criterion, EtsParameters Parameters) FitForm(double[] values, int season, EtsForm form)
    {
        var start = EtsStart.Of(values, season, form);
        var space = new EtsSpace(form, start);
        var point = space.Start();
        var state = new EtsState(form, Math.Max(1, start.Seasons.Length));
        var likelihood = NelderMead.Minimise(p => Likelihood(values, space.Parameters(p), ref state), point, space.Low, space.High, space.Steps, Evaluations);
        var free = point.Length + Math.Max(0, start.Seasons.Length - 1) + 1;
        var n = values.Length;
        var correction = n - free - 1 > 0 ? 2.0 * free * (free + 1) / (n - free - 1) : double.PositiveInfinity;
        return (likelihood + 2 * free + correction, space.Parameters(point));
    }

    /// <summary>−2 log-likelihood up to a constant: n log Σe² (+ 2 Σ log|expected| for relative errors).</summary>
    private static double Likelihood(double[] values, EtsParameters parameters, ref EtsState state)
    {
        state.Start(parameters);
        double squares = 0, logs = 0, product = 1;
        foreach (var value in values)
        {
            var (expected, error) = state.Take(value, parameters);
            squares += error * error;
            if (!parameters.Form.MultiplicativeError) continue;
            if (expected <= 0) return double.PositiveInfinity;
            product *= expected;
            if (product is > 1e-200 and < 1e200) continue;
            logs += Math.Log(product);
            product = 1;
        }
        return values.Length * Math.Log(squares + 1e-300) + 2 * (logs + Math.Log(product));
    }
}
