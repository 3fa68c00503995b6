namespace Tandem.Bench;

/// <summary>A bench verb: reads its options, writes its result, returns the process's exit code.</summary>
internal sealed record Verb(string Name, string What, Func<Options, int> Run);

/// <summary>Options of one call: <c>--name value</c> pairs.</summary>
internal sealed class Options(IReadOnlyDictionary<string, string> values)
{
    public string Required(string name) => values.TryGetValue(name, out var value) ? value : throw new ArgumentException($"--{name} is missing");
    public string? Optional(string name) => values.GetValueOrDefault(name);
    public int Number(string name, int fallback) => values.TryGetValue(name, out var value) ? int.Parse(value, System.Globalization.CultureInfo.InvariantCulture) : fallback;
}

internal static class Verbs
{
    /// <summary>Every verb; a slice adds its line here and its code in a file of its own.</summary>
    private static readonly Verb[] All =
    [
        new("schedule", "a plan file (MSPDI, XER, CSV) scheduled, as JSON: --in FILE --out FILE", Scheduling.ScheduleVerb.Run),
        new("conformance", "the scheduling engine held against other schedulers' dates: --in FOLDER --out FILE", Scheduling.ConformanceVerb.Run),
        new("sample-plan", "the sample project's plan files from their source: --in CSV --out FOLDER", Scheduling.SamplePlanVerb.Run),
        new("cpm", "time of the critical path method on generated plans: [--size N] [--runs N]", Scheduling.CpmVerb.Run),
        new("level", "RCPSP instances levelled: --in FOLDER --out CSV (instance,makespan,bound,ms) [--ms 50]", Levelling.LevelVerb.Run),
        new("level-sample", "random RCPSP instances in PSPLIB's form: --out FOLDER [--activities 30] [--resources 4] [--sets 48]", Levelling.LevelSampleVerb.Run),
        new("level-plan", "a plan with calendars levelled: [--size 1000] [--resources 20] [--ms 500]", Levelling.LevelPlanVerb.Run),
        new("monte-carlo", "time of a risk simulation, P50 and P80: [--size 1000] [--runs 10000] [--threads N]", Risk.MonteCarloVerb.Run),
        new("ingest", "durable ingest over HTTP against a bare endpoint that only parses: [--events N] [--batch 20] [--clients 16]", Ingest.IngestVerb.Run),
        new("questions", "trends and funnel on generated events against plain SQL: [--events N]", Questions.QuestionsVerb.Run),
        new("forecast", "forecasts every line of a set: --in CSV (id,m,h,train) --out CSV", Forecasting.ForecastVerb.Run),
        new("forecast-report", "accuracy, coverage and speed on the sets of a folder: --in FOLDER [--only NAMES] [--out FILE]", Forecasting.ForecastReport.Run),
        new("slow-sellers", "P(slow) of every item: --origin WEEK --in CSV (weekly units) --out CSV", Forecasting.SlowSellersVerb.Run),
        new("slow-sellers-report", "ranking and calibration origin by origin: --in CSV [--from WEEK] [--to WEEK]", Forecasting.SlowSellersReport.Run),
    ];

    public static int Run(string[] args)
    {
        if (args.Length == 0 || args[0] is "--list" or "--help")
        {
            foreach (var verb in All) Console.WriteLine($"{verb.Name,-14} {verb.What}");
            return 0;
        }
        var found = All.FirstOrDefault(v => v.Name == args[0]);
        if (found is null)
        {
            Console.Error.WriteLine($"no verb {args[0]}; --list names all");
            return 2;
        }
        var values = new Dictionary<string, string>();
        for (var i = 1; i + 1 < args.Length; i += 2) values[args[i].TrimStart('-')] = args[i + 1];
        return found.Run(new Options(values));
    }
}
