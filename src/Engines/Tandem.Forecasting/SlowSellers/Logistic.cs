using Tandem.Forecasting.Numerics;

namespace Tandem.Forecasting.SlowSellers;

/// <summary>Ridge logistic regression by Newton steps on standardised features; weights a case allow newer cases to count more.</summary>
internal sealed class Logistic
{
    private const int MostSteps = 12;
    private const double SmallStep = 1e-4;

    private readonly double[] centre, spread, low, high, weights;

    private Logistic(IReadOnlyList<double[]> cases)
    {
        var n = cases[0].Length;
        (centre, spread, low, high, weights) = (new double[n], new double[n], new double[n], new double[n], new double[n + 1]);
        for (var i = 0; i < n; i++) Measure(cases, i);
    }

    /// <summary>Log-odds of one case.</summary>
    public double Score(double[] features) => Score(Row(features), weights);

    public static double Chance(double score) => 1 / (1 + Math.Exp(-score));

    public static Logistic Fit(IReadOnlyList<double[]> cases, IReadOnlyList<bool> slow, IReadOnlyList<double> caseWeights, double ridge)
    {
        var fitted = new Logistic(cases);
        var rows = cases.Select(fitted.Row).ToArray();
        for (var round = 0; round < MostSteps; round++)
        {
            var step = fitted.NewtonStep(rows, slow, caseWeights, ridge);
            for (var i = 0; i < step.Length; i++) fitted.weights[i] += step[i];
            if (step.Max(Math.Abs) < SmallStep) break;
        }
        return fitted;
    }

    private double[] NewtonStep(double[][] rows, IReadOnlyList<bool> slow, IReadOnlyList<double> caseWeights, double ridge)
    {
        var n = weights.Length - 1;
        var gradient = new double[n + 1];
        var curvature = Cholesky.Empty(n + 1);
        for (var i = 0; i <= n; i++) (curvature[i][i], gradient[i]) = i < n ? (ridge, -ridge * weights[i]) : (1e-6, 0);
        for (var c = 0; c < rows.Length; c++)
        {
            var chance = Chance(Score(rows[c], weights));
            Accumulate(gradient, curvature, rows[c], caseWeights[c] * ((slow[c] ? 1 : 0) - chance), caseWeights[c] * chance * (1 - chance));
        }
        return Cholesky.Solve(curvature, gradient);
    }

    /// <summary>Features in units of the cases' spread, never further out than their reach (the model is not asked about what it has not seen), and a 1.</summary>
    private double[] Row(double[] features)
    {
        var row = new double[features.Length + 1];
        for (var i = 0; i < features.Length; i++) row[i] = (Math.Clamp(features[i], low[i], high[i]) - centre[i]) / spread[i];
        row[^1] = 1;
        return row;
    }

    private void Measure(IReadOnlyList<double[]> cases, int i)
    {
        double sum = 0, squares = 0;
        (low[i], high[i]) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var one in cases)
        {
            sum += one[i];
            (low[i], high[i]) = (Math.Min(low[i], one[i]), Math.Max(high[i], one[i]));
        }
        centre[i] = sum / cases.Count;
        foreach (var one in cases) squares += (one[i] - centre[i]) * (one[i] - centre[i]);
        spread[i] = Math.Sqrt(squares / cases.Count) + 1e-9;
    }

    private static double Score(double[] row, double[] weights)
    {
        double sum = 0;
        for (var i = 0; i < row.Length; i++) sum += weights[i] * row[i];
        return sum;
    }

    private static void Accumulate(double[] gradient, double[][] curvature, double[] row, double residual, double weight)
    {
        for (var i = 0; i < row.Length; i++)
        {
            gradient[i] += residual * row[i];
            Cholesky.AddScaled(curvature[i], row, weight * row[i]);
        }
    }
}
