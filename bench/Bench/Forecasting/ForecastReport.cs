using System.Globalization;
using Tandem.Forecasting;

namespace Tandem.Bench.Forecasting;

/// <summary><c>forecast-report --in FOLDER [--out FILE]</c>: accuracy against naive 2, coverage of the bands and speed on every set (*.csv) of a folder.</summary>
internal static class ForecastReport
{
    public static int Run(Options options)
    {
        using var output = options.Optional("out") is { } path ? new StreamWriter(path) : new StreamWriter(Console.OpenStandardOutput());
        output.WriteLine("| set | series | sMAPE | MASE | OWA | inside 80 % | inside 95 % | MSIS | below / above 95 % | series per CPU second |");
        output.WriteLine("| --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        var only = options.Optional("only")?.Split(',');
        foreach (var file in Directory.EnumerateFiles(options.Required("in"), "*.csv").Order())
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (only is not null && !only.Any(name.StartsWith)) continue;
            output.WriteLine(Line(name, [.. SeriesLine.Read(file)]));
            output.Flush();
        }
        return 0;
    }

    private static string Line(string set, SeriesLine[] lines)
    {
        var before = Environment.CpuUsage.UserTime;
        var answers = lines.AsParallel().AsOrdered().WithDegreeOfParallelism(2).Select(l => Forecaster.Forecast(l.Train, l.Season, l.Horizon, ForecastVerb.Always)).ToArray();
        var rate = lines.Length / (Environment.CpuUsage.UserTime - before).TotalSeconds;
        Accuracy ours = new(), naive = new();
        for (var i = 0; i < lines.Length; i++)
        {
            ours.Add(lines[i], answers[i].Mean);
            ours.AddBands(lines[i], answers[i]);
            naive.Add(lines[i], Naive2.Forecast(lines[i].Train, lines[i].Season, lines[i].Horizon));
        }
        var (low, high) = ours.Outside95;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {set} | {lines.Length} | {ours.Smape:F3} | {ours.Mase:F3} | {ours.Owa(naive):F3} | {ours.Coverage80:F1} | {ours.Coverage95:F1} | {ours.Msis:F2} | {low:F1} / {high:F1} | {rate:F0} |");
    }
}
