using System.Globalization;
using Tandem.Forecasting;

namespace Tandem.Bench.Forecasting;

/// <summary><c>forecast --in CSV --out CSV</c>: the product's default pipeline on every line of a set.</summary>
internal static class ForecastVerb
{
    public static readonly ForecastOptions Always = new() { AlwaysAnswer = true };

    public static int Run(Options options)
    {
        var answers = SeriesLine.Read(options.Required("in")).AsParallel().AsOrdered()
            .Select(line => (line.Id, Forecast: Forecaster.Forecast(line.Train, line.Season, line.Horizon, Always)));
        using var output = new StreamWriter(options.Required("out"));
        output.WriteLine("id,step,mean,lo80,hi80,lo95,hi95");
        foreach (var (id, f) in answers)
        {
            for (var k = 0; k < f.Mean.Length; k++)
            {
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{id},{k + 1},{f.Mean[k]:R},{f.Lo80[k]:R},{f.Hi80[k]:R},{f.Lo95[k]:R},{f.Hi95[k]:R}"));
            }
        }
        return 0;
    }
}
