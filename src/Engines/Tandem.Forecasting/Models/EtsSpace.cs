namespace Tandem.Forecasting.Models;

/// <summary>The search space of one form: α, then β as a share of α, γ as a share of 1 − α, φ, starting level and trend, as far as the form has them.</summary>
internal sealed class EtsSpace
{
    private readonly EtsParameters start;
    private readonly bool trend, damped, season;

    public EtsSpace(EtsForm form, EtsParameters start)
    {
        this.start = start;
        (trend, damped, season) = (form.Trend != Part.None, form.Trend == Part.Damped, form.Season != Part.None);
        var scale = Math.Max(Math.Abs(start.Level), Math.Abs(start.Trend)) + 1e-9;
        List<(double Low, double High, double Step)> axes = [(1e-4, 0.9999, 0.2)];
        if (trend) axes.Add((1e-4, 0.9999, 0.2));
        if (season) axes.Add((1e-4, 0.9999, 0.2));
        if (damped) axes.Add((0.8, 0.98, -0.05));
        axes.Add((double.NegativeInfinity, double.PositiveInfinity, 0.1 * scale));
        if (trend) axes.Add((double.NegativeInfinity, double.PositiveInfinity, 0.5 * Math.Abs(start.Trend) + 0.005 * scale));
        (Low, High, Steps) = ([.. axes.Select(a => a.Low)], [.. axes.Select(a => a.High)], [.. axes.Select(a => a.Step)]);
    }

    public double[] Low { get; }

    public double[] High { get; }

    public double[] Steps { get; }

    public double[] Start()
    {
        List<double> point = [start.Alpha];
        if (trend) point.Add(start.Beta / start.Alpha);
        if (season) point.Add(start.Gamma / (1 - start.Alpha));
        if (damped) point.Add(start.Phi);
        point.Add(start.Level);
        if (trend) point.Add(start.Trend);
        return [.. point];
    }

    public EtsParameters Parameters(double[] point)
    {
        var at = 0;
        var alpha = point[at++];
        var beta = trend ? point[at++] * alpha : 0;
        var gamma = season ? point[at++] * (1 - alpha) : 0;
        var phi = damped ? point[at++] : 1;
        var level = point[at++];
        return start with { Alpha = alpha, Beta = beta, Gamma = gamma, Phi = phi, Level = level, Trend = trend ? point[at] : 0 };
    }
}
