using System.Diagnostics;
using System.Globalization;
using Tandem.Forecasting.SlowSellers;

namespace Tandem.Bench.Forecasting;

/// <summary><c>slow-sellers-report --in CSV [--from 16 --to 45]</c>: ranking, calibration and what would have fired, origin by origin.</summary>
internal static class SlowSellersReport
{
    private sealed record Case(int Origin, double Probability, bool Slow, double Shortfall, double RealShortfall, bool Inside80);

    public static int Run(Options options)
    {
        var items = RetailItem.Read(options.Required("in"));
        var last = Math.Min(options.Number("to", 45), items[0].History.Units.Length - Pace.Ahead);
        List<Case> all = [];
        Console.WriteLine("| origin | watched | slow | AUC | AP | Brier | ECE | P ≥ 0.7 | of these slow | mean P | inside 80 % | ms |");
        Console.WriteLine("| --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |");
        for (var origin = options.Number("from", 16); origin <= last; origin++)
        {
            var start = Stopwatch.GetTimestamp();
            var cases = Judge(items, origin);
            Print(origin.ToString(CultureInfo.InvariantCulture), cases, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            all.AddRange(cases);
        }
        Print("all", all, 0);
        Console.WriteLine();
        Console.WriteLine("| P | items | mean P | slow |");
        Console.WriteLine("| --- | --: | --: | --: |");
        foreach (var bin in all.GroupBy(c => Math.Min(9, (int)(c.Probability * 10))).OrderBy(b => b.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {bin.Key / 10.0:F1}–{(bin.Key + 1) / 10.0:F1} | {bin.Count()} | {bin.Average(c => c.Probability):F3} | {bin.Average(c => c.Slow ? 1.0 : 0):F3} |"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nshortfall predicted / real: {all.Sum(c => c.Shortfall) / all.Sum(c => c.RealShortfall):F3}"));
        return 0;
    }

    private static List<Case> Judge(RetailItem[] items, int origin)
    {
        var model = SlowSellerModel.Fit([.. items.Select(i => i.History)], origin);
        List<Case> cases = [];
        foreach (var item in items)
        {
            if (model.Predict(item.History, item.Price) is not { Watched: true } p) continue;
            double units = 0;
            foreach (var week in item.History.Units.Span.Slice(origin, Pace.Ahead)) units += week;
            cases.Add(new(origin, p.Probability, units <= p.Pace.SlowLimit, p.ExpectedShortfall, Math.Max(0, p.Pace.Expected - units), units >= p.Total.Q10 && units <= p.Total.Q90));
        }
        return cases;
    }

    private static void Print(string name, List<Case> cases, double ms)
    {
        var fired = cases.Where(c => c.Probability >= 0.7).ToArray();
        var precision = fired.Length == 0 ? double.NaN : fired.Average(c => c.Slow ? 1.0 : 0);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {cases.Count} | {cases.Average(c => c.Slow ? 1.0 : 0):F3} | {Auc(cases):F3} | {AveragePrecision(cases):F3} | {cases.Average(c => Math.Pow(c.Probability - (c.Slow ? 1 : 0), 2)):F4} | {CalibrationError(cases):F3} | {fired.Length} | {precision:F3} | {cases.Average(c => c.Probability):F3} | {cases.Average(c => c.Inside80 ? 1.0 : 0):F3} | {ms:F0} |"));
    }

    private static double Auc(List<Case> cases)
    {
        var ranked = cases.OrderBy(c => c.Probability).ToArray();
        double sum = 0, slow = 0;
        for (var i = 0; i < ranked.Length;)
        {
            var end = i;
            while (end < ranked.Length && ranked[end].Probability == ranked[i].Probability) end++;
            for (var j = i; j < end; j++)
            {
                if (ranked[j].Slow) (sum, slow) = (sum + (i + 1 + end) / 2.0, slow + 1);
            }
            i = end;
        }
        return (sum - slow * (slow + 1) / 2) / (slow * (ranked.Length - slow));
    }

    private static double AveragePrecision(List<Case> cases)
    {
        double hits = 0, sum = 0;
        var ranked = cases.OrderByDescending(c => c.Probability).ToArray();
        for (var i = 0; i < ranked.Length; i++)
        {
            if (ranked[i].Slow) sum += ++hits / (i + 1);
        }
        return sum / hits;
    }

    private static double CalibrationError(List<Case> cases) =>
        cases.GroupBy(c => Math.Min(9, (int)(c.Probability * 10))).Sum(b => Math.Abs(b.Average(c => c.Probability) - b.Average(c => c.Slow ? 1.0 : 0)) * b.Count()) / cases.Count;
}
