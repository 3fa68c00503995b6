using Tandem.Forecasting;

namespace Tandem.Bench.Forecasting;

/// <summary>Errors of one method on one set, as the M competitions compute them.</summary>
internal sealed class Accuracy
{
    private double percentage, scaled, inside80, inside95, outsideLow, outsideHigh, intervals;
    private int lines, values;

    /// <summary>Mean of the lines' symmetric percentage errors, in percent.</summary>
    public double Smape => percentage / lines;

    /// <summary>Mean of the lines' absolute errors over the in-sample seasonal naive's.</summary>
    public double Mase => scaled / lines;

    /// <summary>Mean scaled interval score of the 95 % band (Gneiting and Raftery 2007, as in M4): width plus 40 times what lies outside, over the naive error.</summary>
    public double Msis => intervals / values;

    public double Coverage80 => 100 * inside80 / values;

    public double Coverage95 => 100 * inside95 / values;

    public (double Low, double High) Outside95 => (100 * outsideLow / values, 100 * outsideHigh / values);

    /// <summary>Overall weighted average against naive 2.</summary>
    public double Owa(Accuracy naive) => (Smape / naive.Smape + Mase / naive.Mase) / 2;

    public void Add(SeriesLine line, double[] mean)
    {
        double smape = 0, error = 0;
        for (var k = 0; k < line.Test.Length; k++)
        {
            var distance = Math.Abs(line.Test[k] - mean[k]);
            var size = Math.Abs(line.Test[k]) + Math.Abs(mean[k]);
            smape += size == 0 ? 0 : 200 * distance / size;
            error += distance;
        }
        var scale = NaiveError(line);
        if (scale == 0) return;
        percentage += smape / line.Test.Length;
        scaled += error / line.Test.Length / scale;
        lines++;
    }

    public void AddBands(SeriesLine line, Forecast f)
    {
        var scale = NaiveError(line);
        if (scale == 0) return;
        for (var k = 0; k < line.Test.Length; k++, values++)
        {
            var actual = line.Test[k];
            if (actual >= f.Lo80[k] && actual <= f.Hi80[k]) inside80++;
            var beyond = Math.Max(0, Math.Max(f.Lo95[k] - actual, actual - f.Hi95[k]));
            intervals += (f.Hi95[k] - f.Lo95[k] + 40 * beyond) / scale;
            if (actual < f.Lo95[k]) outsideLow++;
            else if (actual > f.Hi95[k]) outsideHigh++;
            else inside95++;
        }
    }

    private static double NaiveError(SeriesLine line)
    {
        double sum = 0;
        for (var t = line.Season; t < line.Train.Length; t++) sum += Math.Abs(line.Train[t] - line.Train[t - line.Season]);
        return sum / Math.Max(1, line.Train.Length - line.Season);
    }
}
