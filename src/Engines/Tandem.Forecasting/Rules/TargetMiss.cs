namespace Tandem.Forecasting.Rules;

/// <summary>How the periods up to a target's end make the value that is held against it.</summary>
public enum TargetKind
{
    /// <summary>They add up (revenue of the quarter).</summary>
    Sum,

    /// <summary>The last period counts (weekly active customers by the end of the quarter).</summary>
    Last,

    /// <summary>Their mean counts (average daily conversions).</summary>
    Mean,
}

/// <summary>A target: at its end the value is to be at least (<see cref="Direction.Up"/>) or at most (<see cref="Direction.Down"/>) this.</summary>
public sealed record TargetGoal(TargetKind Kind, Direction Wanted, double Value);

/// <summary>The verdict of the target rule.</summary>
/// <param name="Fires">P(miss) reaches the rule's threshold.</param>
/// <param name="Probability">P(the target is missed at its end).</param>
/// <param name="Expected">Expected value at the end.</param>
/// <param name="Lo80">10 % quantile of the value at the end.</param>
/// <param name="Hi80">90 % quantile of the value at the end.</param>
/// <param name="ExpectedShortfall">E[how far the value falls short], in units of the metric.</param>
public sealed record TargetVerdict(bool Fires, double Probability, double Expected, double Lo80, double Hi80, double ExpectedShortfall);

/// <summary>"The target will be missed": from what has come in and the joint samples of what is still to come.</summary>
public static class TargetMiss
{
    /// <summary>Default threshold of P(miss).</summary>
    public const double Threshold = 0.7;

    /// <summary>Judges a target.</summary>
    /// <param name="done">Complete periods of the target so far, oldest first.</param>
    /// <param name="forecast">Forecast from the end of <paramref name="done"/> on, over at least the remaining periods.</param>
    /// <param name="remaining">Periods from there to the target's end; 0 when it is over.</param>
    /// <param name="goal">The target.</param>
    /// <param name="threshold">Fires from this probability on.</param>
    /// <returns>Null when nothing could be forecast.</returns>
    /// <exception cref="ArgumentException">The forecast is shorter than the remaining periods.</exception>
    public static TargetVerdict? Judge(ReadOnlySpan<double> done, Forecast forecast, int remaining, TargetGoal goal, double threshold = Threshold)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(remaining);
        if (remaining == 0 && done.Length == 0) throw new ArgumentException("a target has at least one period", nameof(remaining));
        if (remaining > 0 && forecast.Paths.Length == 0) return null;
        if (remaining > 0 && forecast.Mean.Length < remaining) throw new ArgumentException($"{remaining} periods remain, {forecast.Mean.Length} are forecast", nameof(forecast));
        var ends = remaining == 0 ? [End(done, [], goal.Kind)] : Ends(done, forecast.Paths, remaining, goal.Kind);
        Array.Sort(ends);
        var sign = goal.Wanted == Direction.Up ? 1 : -1;
        var missed = ends.Count(end => sign * (goal.Value - end) > 0) / (double)ends.Length;
        var shortfall = ends.Average(end => Math.Max(0, sign * (goal.Value - end)));
        return new(missed >= threshold, missed, ends.Average(), Quantile(ends, 0.1), Quantile(ends, 0.9), shortfall);
    }

    private static double[] Ends(ReadOnlySpan<double> done, double[][] paths, int remaining, TargetKind kind)
    {
        var ends = new double[paths.Length];
        for (var p = 0; p < paths.Length; p++) ends[p] = End(done, paths[p].AsSpan(0, remaining), kind);
        return ends;
    }

    private static double End(ReadOnlySpan<double> done, ReadOnlySpan<double> coming, TargetKind kind)
    {
        if (kind == TargetKind.Last) return coming.Length > 0 ? coming[^1] : done[^1];
        double sum = 0;
        foreach (var value in done) sum += value;
        foreach (var value in coming) sum += value;
        return kind == TargetKind.Sum ? sum : sum / (done.Length + coming.Length);
    }

    private static double Quantile(double[] ascending, double level) =>
        ascending[Math.Clamp((int)Math.Round(level * (ascending.Length - 1)), 0, ascending.Length - 1)];
}
