using Tandem.Forecasting.Backtests;
using Tandem.Forecasting.Intermittent;
using Tandem.Forecasting.Models;
using Tandem.Forecasting.Seasons;

namespace Tandem.Forecasting;

/// <summary>Forecasts one series: dynamic Theta, guarded ETS, seasonal naive and ridge autoregression, weighed by rolling-origin error, with bands from the errors made
/// there; series of mostly zeros by their rate.</summary>
public static class Forecaster
{
    /// <summary>Fewest points for any forecast.</summary>
    public const int FewestPoints = 12;

    /// <summary>Fewest points for a band that needs no label.</summary>
    public const int FewestForFullTrust = 20;

    private const int FewestLeadingZeros = 3;
    private const int MostOrigins = 100;
    private const double FarthestRanges = 5;

    /// <summary>Forecasts the periods after a series.</summary>
    /// <param name="series">Complete periods, oldest first, finite numbers.</param>
    /// <param name="season">Periods a season (12 for months of a year, 7 for days of a week), 1 for none. Used only with two full seasons.</param>
    /// <param name="horizon">Periods to forecast, 1 or more.</param>
    /// <param name="options">Null: the product's default.</param>
    /// <exception cref="ArgumentException">A value is not a finite number (the message names its place), or season or horizon is below 1.</exception>
    public static Forecast Forecast(ReadOnlySpan<double> series, int season, int horizon, ForecastOptions? options = null)
    {
        options ??= new();
        Check(series, season, horizon);
        if (series.Length < FewestPoints && !options.AlwaysAnswer || series.Length == 0) return Forecasting.Forecast.None;
        List<ForecastNote> notes = [];
        if (season > 1 && series.Length < 2 * season)
        {
            season = 1;
            notes.Add(ForecastNote.SeasonTooShort);
        }
        var quality = series.Length < FewestPoints ? ForecastQuality.TooLittleData : series.Length < FewestForFullTrust ? ForecastQuality.Wide : ForecastQuality.Ok;
        var low = options.NonNegative ?? !Any(series, v => v < 0) ? 0 : double.NegativeInfinity;
        if (!Any(series, series[0])) return Constant(series[0], horizon, quality, [.. notes, ForecastNote.Constant]);
        series = SinceStart(series);
        var answer = ClosedDays.Of(series, season) is { } closed
            ? closed.With(Open(closed.Without(series), closed.Open, closed.OpenAhead(series.Length, horizon), low), series.Length, horizon)
            : Open(series, season, horizon, low);
        return answer with { Quality = quality, Notes = [.. notes, .. answer.Notes] };
    }

    private static Forecast Open(ReadOnlySpan<double> series, int season, int horizon, double low) =>
        IntermittentForecaster.Fits(series) ? IntermittentForecaster.Forecast(series.ToArray(), horizon) : Work(series, season, horizon, low);

    private static Forecast Work(ReadOnlySpan<double> series, int season, int horizon, double low)
    {
        var scale = Scale(series);
        var values = series.ToArray();
        for (var i = 0; i < values.Length; i++) values[i] /= scale;
        var first = FirstOrigin(values.Length, season, horizon);
        var candidates = Candidates.For(values, season);
        var tests = candidates.Fit(values.AsSpan(0, first)).Select(m => Backtest.Run(m, values, first, horizon, MostOrigins)).ToArray();
        var final = candidates.Fit(values);
        return InUnits(Choice.Of(tests, final, values.Length).Forecast(values, season, horizon), scale, Reach(values, low));
    }

    /// <summary>Without the zeros before a metric's first life, where enough is left: they are no history.</summary>
    private static ReadOnlySpan<double> SinceStart(ReadOnlySpan<double> series)
    {
        var start = series.IndexOfAnyExcept(0);
        return start >= FewestLeadingZeros && series.Length - start >= FewestPoints ? series[start..] : series;
    }

    /// <summary>The part before the first origin: at least two thirds, and room for one horizon where the series allows.</summary>
    private static int FirstOrigin(int length, int season, int horizon)
    {
        var wanted = Math.Min(length - horizon, length * 2 / 3);
        return Math.Clamp(wanted, Math.Min(length - 1, Math.Max(4, 2 * season)), Math.Max(1, length - 1));
    }

    /// <summary>A power of two near the series' mean size: dividing by it loses no digit and keeps huge and tiny values in range.</summary>
    private static double Scale(ReadOnlySpan<double> series)
    {
        double largest = 0;
        foreach (var value in series) largest = Math.Max(largest, Math.Abs(value));
        return Math.Max(Math.ScaleB(1, Math.ILogB(largest)), 1e-300);
    }

    /// <summary>What may be answered at all: not below the lowest possible value, and within a few ranges of the history of what it has shown.</summary>
    private static (double Low, double High) Reach(double[] values, double low)
    {
        double least = values.Min(), most = values.Max(), range = FarthestRanges * (most - least);
        return (Math.Max(low, least - range), most + range);
    }

    /// <summary>Holds every line within reach and puts the scale back.</summary>
    private static Forecast InUnits(Forecast f, double scale, (double Low, double High) reach)
    {
        double[] Line(double[] values) => [.. values.Select(v => Math.Clamp(v, reach.Low, reach.High) * scale)];
        return f with { Mean = Line(f.Mean), Lo80 = Line(f.Lo80), Hi80 = Line(f.Hi80), Lo95 = Line(f.Lo95), Hi95 = Line(f.Hi95), Paths = [.. f.Paths.Select(Line)] };
    }

    private static Forecast Constant(double value, int horizon, ForecastQuality quality, List<ForecastNote> notes)
    {
        double[] Line() => [.. Enumerable.Repeat(value, horizon)];
        return new()
        {
            Mean = Line(), Lo80 = Line(), Hi80 = Line(), Lo95 = Line(), Hi95 = Line(), Model = "constant", Quality = quality, Notes = notes, Paths = [Line()],
        };
    }

    private static void Check(ReadOnlySpan<double> series, int season, int horizon)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(season, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(horizon, 1);
        for (var i = 0; i < series.Length; i++)
        {
            if (!double.IsFinite(series[i])) throw new ArgumentException($"value {i} of the series is {series[i]}, not a finite number", nameof(series));
        }
    }

    private static bool Any(ReadOnlySpan<double> series, Func<double, bool> test)
    {
        foreach (var value in series)
        {
            if (test(value)) return true;
        }
        return false;
    }

    private static bool Any(ReadOnlySpan<double> series, double other) => Any(series, v => v != other);
}
