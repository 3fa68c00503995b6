using Tandem.Forecasting.Numerics;

namespace Tandem.Forecasting.SlowSellers;

/// <summary>Ridge logistic regression by Newton steps on standardised features; weights a case allow newer cases to count more.</summary>
internal sealed class Logistic
{
    private readonly double[] centre, spread, low, high, weights;

    private Logistic(IReadOnlyList<double[]> cases)
    {
        var n = cases[0].Length;
        (centre, spread, low, high, weights) = (new double[n], new double[n], new double[n], new double[n], new double[n + 1]);
        for (var i = 0; i < n; i++)
        {
            centre[i] = cases.Average(c => c[i]);
            spread[i] = Math.Sqrt(cases.Average(c => (c[i] - centre[i]) * (c[i] - centre[i]))) + 1e-9;
            (low[i], high[i]) = (cases.Min(c => c[i]), cases.Max(c => c[i]));
        }
    }

    /// <summary>Log-odds of one case.</summary>
    public double Score(double[] features)
    {
        var sum = weights[^1];
        for (var i = 0; i < features.Length; i++) sum += weights[i] * Standard(features[i], i);
        return sum;
    }

    public static double Chance(double score) => 1 / (1 + Math.Exp(-score));

    public static Logistic Fit(IReadOnlyList<double[]> cases, IReadOnlyList<bool> slow, IReadOnlyList<double> caseWeights, double ridge)
    {
        var n = cases[0].Length;
        var fitted = new Logistic(cases);
        var row = new double[n + 1];
        for (var round = 0; round < 12; round++)
        {
            var gradient = new double[n + 1];
            var curvature = new double[n + 1, n + 1];
            for (var i = 0; i <= n; i++) (curvature[i, i], gradient[i]) = i < n ? (ridge, -ridge * fitted.weights[i]) : (1e-6, 0);
            for (var c = 0; c < cases.Count; c++)
            {
                fitted.Fill(cases[c], row);
                var chance = Chance(fitted.Score(cases[c]));
                Accumulate(gradient, curvature, row, caseWeights[c] * ((slow[c] ? 1 : 0) - chance), caseWeights[c] * chance * (1 - chance));
            }
            var step = Cholesky.Solve(curvature, gradient);
            for (var i = 0; i <= n; i++) fitted.weights[i] += step[i];
            if (step.Max(Math.Abs) < 1e-6) break;
        }
        return fitted;
    }

    private void Fill(double[] features, double[] row)
    {
        for (var i = 0; i < features.Length; i++) row[i] = Standard(features[i], i);
        row[^1] = 1;
    }

    /// <summary>In units of the cases' spread, and never further out than their reach: the model is not asked about what it has not seen.</summary>
    private double Standard(double feature, int i) => (Math.Clamp(feature, low[i], high[i]) - centre[i]) / spread[i];

    private static void Accumulate(double[] gradient, double[,] curvature, double[] row, double residual, double weight)
    {
        for (var i = 0; i < row.Length; i++)
        {
            gradient[i] += residual * row[i];
            for (var j = 0; j <= i; j++) curvature[i, j] += weight * row[i] * row[j];
        }
    }
}
