namespace Tandem.Forecasting.Numerics;

/// <summary>Minimises without derivatives (Nelder and Mead 1965) inside a box; deterministic.</summary>
internal static class NelderMead
{
    /// <summary>Moves <paramref name="start"/> to the best point found and returns its cost.</summary>
    /// <param name="cost">To be minimised; may answer infinity or NaN for points that are no good.</param>
    /// <param name="start">In: where to begin. Out: the best point.</param>
    /// <param name="low">Lower bounds.</param>
    /// <param name="high">Upper bounds.</param>
    /// <param name="steps">Size of the first simplex a dimension.</param>
    /// <param name="evaluations">At most so many calls of the cost.</param>
    /// <param name="tolerance">Stops when the simplex's costs differ by less than this share.</param>
    public static double Minimise(Func<double[], double> cost, double[] start, double[] low, double[] high, double[] steps, int evaluations, double tolerance = 1e-6)
    {
        var simplex = new Simplex(cost, start, low, high, steps);
        while (simplex.Evaluations < evaluations && !simplex.IsFlat(tolerance)) simplex.Step();
        simplex.Best.CopyTo(start, 0);
        return simplex.BestCost;
    }

    private sealed class Simplex
    {
        private readonly Func<double[], double> cost;
        private readonly double[] low, high, costs, centre;
        private readonly double[][] points;
        private double[] trial, second;

        public Simplex(Func<double[], double> cost, double[] start, double[] low, double[] high, double[] steps)
        {
            (this.cost, this.low, this.high) = (cost, low, high);
            var n = start.Length;
            (points, costs, centre, trial, second) = (new double[n + 1][], new double[n + 1], new double[n], new double[n], new double[n]);
            for (var i = 0; i <= n; i++)
            {
                points[i] = (double[])start.Clone();
                if (i > 0) points[i][i - 1] += start[i - 1] + steps[i - 1] > high[i - 1] ? -steps[i - 1] : steps[i - 1];
                costs[i] = Cost(points[i]);
            }
            Sort();
        }

        public int Evaluations { get; private set; }

        public double[] Best => points[0];

        public double BestCost => costs[0];

        public bool IsFlat(double tolerance) => Math.Abs(costs[^1] - costs[0]) <= tolerance * (Math.Abs(costs[0]) + 1e-300);

        public void Step()
        {
            Centre();
            var reflected = Move(trial, 1);
            if (reflected < costs[0])
            {
                var expanded = Move(second, 2);
                if (expanded < reflected) Take(ref second, expanded);
                else Take(ref trial, reflected);
            }
            else if (reflected < costs[^2]) Take(ref trial, reflected);
            else Contract(reflected);
        }

        private void Contract(double reflected)
        {
            var contracted = Move(second, reflected < costs[^1] ? 0.5 : -0.5);
            if (contracted < Math.Min(reflected, costs[^1])) Take(ref second, contracted);
            else Shrink();
        }

        private void Shrink()
        {
            for (var i = 1; i < points.Length; i++)
            {
                for (var d = 0; d < centre.Length; d++) points[i][d] = (points[i][d] + points[0][d]) / 2;
                costs[i] = Cost(points[i]);
            }
            Sort();
        }

        private void Centre()
        {
            Array.Clear(centre);
            for (var i = 0; i < points.Length - 1; i++)
            {
                for (var d = 0; d < centre.Length; d++) centre[d] += points[i][d] / centre.Length;
            }
        }

        private double Move(double[] point, double by)
        {
            for (var d = 0; d < centre.Length; d++) point[d] = centre[d] + by * (centre[d] - points[^1][d]);
            return Cost(point);
        }

        private double Cost(double[] point)
        {
            for (var d = 0; d < point.Length; d++) point[d] = Math.Clamp(point[d], low[d], high[d]);
            Evaluations++;
            var value = cost(point);
            return double.IsNaN(value) ? double.PositiveInfinity : value;
        }

        private void Take(ref double[] point, double value)
        {
            (points[^1], point) = (point, points[^1]);
            costs[^1] = value;
            Sort();
        }

        private void Sort()
        {
            for (var i = 1; i < costs.Length; i++)
            {
                for (var j = i; j > 0 && costs[j] < costs[j - 1]; j--)
                {
                    (costs[j], costs[j - 1]) = (costs[j - 1], costs[j]);
                    (points[j], points[j - 1]) = (points[j - 1], points[j]);
                }
            }
        }
    }
}
