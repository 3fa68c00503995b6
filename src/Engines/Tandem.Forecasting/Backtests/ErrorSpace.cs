namespace Tandem.Forecasting.Backtests;

/// <summary>How errors are measured: by difference, or by ratio (logarithm) where a series is positive and its errors grow with its level.</summary>
internal readonly record struct ErrorSpace(bool IsRatio)
{
    /// <summary>Ratios are taken unless differences are clearly likelier: they never cross zero and lean upwards as growing numbers do.</summary>
    private const double Lean = 0.02;

    public double Error(double actual, double forecast) => IsRatio ? Math.Log(actual / forecast) : actual - forecast;

    public double Move(double forecast, double error) => IsRatio ? forecast * Math.Exp(error) : forecast + error;

    /// <summary>Errors of a backtest, [origin][step].</summary>
    public double[][] Errors(Backtest test)
    {
        var space = this;
        return [.. test.Forecasts.Select((path, o) => path.Select((f, k) => space.Error(test.Actuals[o][k], f)).ToArray())];
    }

    /// <summary>The likelier space of a backtest, by Laplace likelihood with a spread that grows with the root of the step.</summary>
    public static ErrorSpace Of(Backtest test)
    {
        ErrorSpace difference = new(false), ratio = new(true);
        var positive = test.Forecasts.All(path => path.All(f => f > 0)) && test.Actuals.All(path => path.All(a => a > 0));
        if (!positive) return difference;
        var jacobian = test.Actuals.SelectMany(path => path).Average(a => Math.Log(a));
        return LogSize(ratio.Errors(test)) + jacobian < LogSize(difference.Errors(test)) + Lean ? ratio : difference;
    }

    private static double LogSize(double[][] errors) => Math.Log(errors.SelectMany(path => path.Select((e, k) => Math.Abs(e) / Math.Sqrt(k + 1))).Average() + 1e-300);
}
