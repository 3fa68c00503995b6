using Tandem.Forecasting.Numerics;

namespace Tandem.Forecasting.Models;

/// <summary>
/// Ridge regression of the next change on the last changes, the distance from the mean and the same place a season ago, of the values or their
/// logarithms. The ridge draws it to "no change", so that it is a random walk where nothing is to be learned. Steps further ahead are iterated
/// and held within one range of the history beyond what it has shown.
/// </summary>
internal sealed class Autoregression : FittedModel
{
    private const int Lags = 8;

    /// <summary>Weight of the prior "no change", in observations.</summary>
    private const double Ridge = 10;

    /// <summary>A season is used from so many on.</summary>
    private const double FewestSeasons = 2.5;

    private readonly double[] weights;
    private readonly Design design;
    private readonly bool logarithms;
    private readonly List<double> seen = [];
    private double low, high;

    private Autoregression(double[] weights, Design design, bool logarithms) => (this.weights, this.design, this.logarithms) = (weights, design, logarithms);

    public override string Name => logarithms ? "ar(log)" : "ar";

    /// <summary>Fits to a series; logarithms ask for positive values.</summary>
    public static Autoregression Fit(double[] series, IEnumerable<int> seasons, bool logarithms)
    {
        double[] values = logarithms ? [.. series.Select(v => Math.Log(v))] : series;
        var design = new Design(Math.Clamp(values.Length / 6, 1, Lags), [.. seasons.Where(s => s > 1 && values.Length >= FewestSeasons * s)], values.Average());
        var normal = Cholesky.Empty(design.Width);
        var right = new double[design.Width];
        var row = new double[design.Width];
        for (var t = design.FirstUse(values.Length); t < values.Length; t++)
        {
            design.Fill(values, t, row);
            for (var i = 0; i < row.Length; i++)
            {
                right[i] += row[i] * (values[t] - values[t - 1]);
                Cholesky.AddScaled(normal[i], row, row[i]);
            }
        }
        var used = Math.Max(1, values.Length - design.FirstUse(values.Length));
        for (var i = 0; i < row.Length; i++) normal[i][i] += (i == 0 ? 3 : normal[i][i] / used) * Ridge + 1e-9;
        return new(Cholesky.Solve(normal, right), design, logarithms);
    }

    public override void Reset()
    {
        seen.Clear();
        (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
    }

    public override void Update(double value)
    {
        seen.Add(logarithms ? Math.Log(Math.Max(value, 1e-9)) : value);
        (low, high) = (Math.Min(low, seen[^1]), Math.Max(high, seen[^1]));
    }

    public override void Forecast(Span<double> mean)
    {
        var known = seen.Count;
        var row = new double[weights.Length];
        var range = high - low;
        for (var step = 0; step < mean.Length; step++)
        {
            design.Fill(seen, seen.Count, row);
            var next = seen[^1];
            for (var i = 0; i < row.Length; i++) next += weights[i] * row[i];
            seen.Add(Math.Clamp(next, low - range, high + range));
            mean[step] = logarithms ? Math.Exp(seen[^1]) : seen[^1];
        }
        seen.RemoveRange(known, mean.Length);
    }

    /// <summary>The regressors: 1, distance from the mean, last changes, and for each season the change a season ago and the distance to it.</summary>
    private sealed record Design(int Lags, int[] Seasons, double Mean)
    {
        public int Width => 2 + Lags + 2 * Seasons.Length;

        /// <summary>The first place to learn from: after the lags, and after the longest season that leaves two thirds of the series.</summary>
        public int FirstUse(int length) => Math.Max(Lags + 1, Seasons.Where(s => 3 * s <= length).DefaultIfEmpty(0).Max());

        public void Fill(IReadOnlyList<double> values, int t, double[] row)
        {
            double At(int place) => values[Math.Max(0, place)];
            var last = At(t - 1);
            (row[0], row[1]) = (1, last - Mean);
            for (var lag = 1; lag <= Lags; lag++) row[1 + lag] = At(t - lag) - At(t - lag - 1);
            for (var i = 0; i < Seasons.Length; i++)
            {
                var ago = t - Seasons[i];
                row[2 + Lags + 2 * i] = ago >= 1 ? At(ago) - At(ago - 1) : 0;
                row[3 + Lags + 2 * i] = ago >= 0 ? At(ago) - last : 0;
            }
        }
    }
}
