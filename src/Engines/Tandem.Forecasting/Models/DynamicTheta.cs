using Tandem.Forecasting.Numerics;

namespace Tandem.Forecasting.Models;

/// <summary>
/// Dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos, Koehler 2016, "Models for optimising the theta method and their relationship
/// to state space models"): simple exponential smoothing plus a share 1 − 1/θ of a linear trend that is re-estimated with every value.
/// The level's start, α and θ minimise the squared one-step errors.
/// </summary>
internal sealed class DynamicTheta : FittedModel
{
    private readonly double level0, alpha, theta;
    private State state;

    private DynamicTheta(double level0, double alpha, double theta)
    {
        (this.level0, this.alpha, this.theta) = (level0, alpha, theta);
        Reset();
    }

    public override string Name => "theta";

    /// <summary>Level before the first value.</summary>
    public double Level0 => level0;

    /// <summary>Smoothing of the level, 0.1–0.99.</summary>
    public double Alpha => alpha;

    /// <summary>Weight of curvature, 1 or more; 1 is exponential smoothing without trend.</summary>
    public double Theta => theta;

    /// <summary>Fits to a series without season, at least 3 values.</summary>
    public static DynamicTheta Fit(double[] values)
    {
        var spread = Math.Max(Spread(values), 1e-12);
        double[] point = [values[0], 0.5, 2];
        double best = NelderMead.Minimise(p => Cost(values, p, spread), point,
            [values[0] - 10 * spread, 0.1, 1], [values[0] + 10 * spread, 0.99, 1e4], [spread / 2, 0.2, 1.5], 200, 1e-5);
        return best < double.PositiveInfinity ? new(point[0], point[1], point[2]) : new(values[0], 0.5, 2);
    }

    public override void Reset() => state = new State { Level = level0, Decay = 1 };

    public override void Update(double value) => state.Take(value, alpha);

    public override void Forecast(Span<double> mean)
    {
        var ahead = state;
        for (var step = 0; step < mean.Length; step++)
        {
            mean[step] = ahead.Next(alpha, theta);
            ahead.Take(mean[step], alpha);
        }
    }

    private static double Cost(double[] values, double[] point, double spread)
    {
        var state = new State { Level = point[0], Decay = 1 };
        double sum = 0, alpha = point[1], theta = point[2];
        foreach (var value in values)
        {
            var error = (value - state.Next(alpha, theta)) / spread;
            sum += error * error;
            state.Take(value, alpha);
        }
        return sum;
    }

    private static double Spread(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / values.Length);
    }

    private struct State
    {
        public double Level, Decay;
        private double mean, intercept, slope;
        private int seen;

        /// <summary>Expected next value: Decay is (1 − α)^t.</summary>
        public readonly double Next(double alpha, double theta) =>
            Level + (1 - 1 / theta) * (Decay * intercept + (1 - Decay * (1 - alpha)) / alpha * slope);

        public void Take(double value, double alpha)
        {
            seen++;
            Level = alpha * value + (1 - alpha) * Level;
            Decay *= 1 - alpha;
            if (seen > 1) slope = ((seen - 2) * slope + 6 * (value - mean) / seen) / (seen + 1);
            mean += (value - mean) / seen;
            intercept = seen == 1 ? value : mean - (seen + 1) / 2.0 * slope;
        }
    }
}
