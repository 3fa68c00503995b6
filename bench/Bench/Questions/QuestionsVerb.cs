using System.Diagnostics;
using System.Text.Json;
using Tandem.Insight.Events;
using Tandem.Insight.Questions;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Funnels;
using Tandem.Metrics.Trends;
using Tandem.Storage.Embedded.Events;

namespace Tandem.Bench.Questions;

/// <summary>
/// <c>questions [--events N]</c>: trends by day and an ordered 5-step funnel over generated events, each beside the plain SQL that gives the same numbers.
/// The events are made by one process and asked by another, whose peak memory is printed.
/// </summary>
internal static class QuestionsVerb
{
    private const int Runs = 3;

    private const string Trends = """{"series":[{"event":"event 1","math":"total"}],"interval":"day","date_from":"2026-01-01","date_to":"2026-03-31"}""";

    private const string Persons = """{"series":[{"event":null,"math":"dau"}],"interval":"day","date_from":"2026-01-01","date_to":"2026-03-31"}""";

    private const string Funnel = """
        {"steps":[{"event":"event 1"},{"event":"event 2"},{"event":"event 3"},{"event":"event 4"},{"event":"event 5"}],"window":{"value":14,"unit":"day"},
         "date_from":"2026-01-01","date_to":"2026-03-31","people_limit":0}
        """;

    private const string Range = "ts >= TIMESTAMP '2026-01-01' AND ts < TIMESTAMP '2026-03-31 23:00:00'";

    public static int Run(Options options)
    {
        if (options.Optional("db") is { } made) return Ask(made).GetAwaiter().GetResult();
        var path = Path.Combine(Path.GetTempPath(), $"tandem-bench-{Environment.ProcessId}.duckdb");
        try
        {
            GeneratedEvents.Make(path, options.Number("events", 10_000_000));
            var arguments = Environment.GetCommandLineArgs();
            using var child = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, Own(arguments).Concat(["questions", "--db", path])))!;
            child.WaitForExit();
            return child.ExitCode;
        }
        finally { foreach (var file in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(path) + "*")) File.Delete(file); }
    }

    /// <summary>Started as <c>dotnet Bench.dll</c>, the child needs the assembly's name too.</summary>
    private static IEnumerable<string> Own(string[] arguments) => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [arguments[0]] : [];

    private static async Task<int> Ask(string path)
    {
        using var file = new DuckDbFile(path);
        using var events = new GeneratedEvents(file);
        using var governor = new Governor();
        var asker = new Asker(events, events, events, governor);
        (string Name, Func<Task<long[]>> Ours, string Sql)[] questions =
        [
            ("trends: count by day", () => AnswerAsync(asker, "trends", Trends), ByDay("count(*)", "e.event = 1")),
            ("trends: persons by day", () => AnswerAsync(asker, "trends", Persons), ByDay("count(DISTINCT a.person)", "TRUE")),
            ("funnel: 5 steps in 14 days", () => AnswerAsync(asker, "funnel", Funnel), FunnelSql()),
        ];
        var ours = new List<(long[] Numbers, double Milliseconds)>();
        foreach (var question in questions) ours.Add(await MedianAsync(question.Ours));
        var peak = PeakMegabytes(); // before the plain SQL adds its own
        Console.WriteLine("question                        ours ms   plain SQL ms   ratio   same numbers");
        var isSame = true;
        await SqlAsync(events, "SET memory_limit = '4GB'"); // the plain SQL is not to lose by our limit
        foreach (var (question, (numbers, mine)) in questions.Zip(ours))
        {
            var (plain, sql) = await MedianAsync(() => SqlAsync(events, question.Sql));
            Console.WriteLine($"{question.Name,-30} {mine,8:0} {sql,14:0} {mine / sql,7:0.00}   {(numbers.SequenceEqual(plain) ? "yes" : "NO")}");
            isSame &= numbers.SequenceEqual(plain);
        }
        Console.WriteLine($"peak memory of our questions: {peak:0} MB");
        return isSame ? 0 : 1;
    }

    private static async Task<(long[] Numbers, double Milliseconds)> MedianAsync(Func<Task<long[]>> ask)
    {
        var (numbers, times) = (Array.Empty<long>(), new List<double>());
        for (var run = 0; run < Runs; run++)
        {
            var began = Stopwatch.GetTimestamp();
            numbers = await ask();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        return (numbers, times.Order().ElementAt(Runs / 2));
    }

    private static async Task<long[]> AnswerAsync(Asker asker, string kind, string question)
    {
        using var json = JsonDocument.Parse(question);
        var answer = await AskQuestion.Kinds[kind](asker, await asker.SubjectAsync(default, default), new Fields(json.RootElement), default);
        return answer is TrendsAnswer trends ? [.. trends.Series[0].Data.Select(v => (long)v)] : [.. ((FunnelAnswer)answer).Counts.Select(c => (long)c)];
    }

    private static async Task<long[]> SqlAsync(GeneratedEvents events, string sql)
    {
        var numbers = new List<long>();
        await events.QueryAsync(new SqlText(sql), chunk =>
        {
            for (var row = 0; row < chunk.Count; row++) numbers.Add(chunk.Int64(0)[row]);
        });
        return [.. numbers];
    }

    /// <summary>Days of London: summer time begins on 29 March.</summary>
    private static string ByDay(string what, string where) => $"""
        SELECT {what} FROM events e JOIN actors a ON a.product = e.product AND a.actor = e.actor WHERE e.product = 1 AND {Range} AND {where}
        GROUP BY date_trunc('day', CASE WHEN ts < TIMESTAMP '2026-03-29 01:00:00' THEN ts ELSE ts + INTERVAL 1 HOUR END) ORDER BY min(ts)
        """;

    /// <summary>The same rule as window functions: for each step the newest first step whose chain came so far.</summary>
    private static string FunnelSql()
    {
        const string Window = "OVER (PARTITION BY person ORDER BY ts, seq ROWS UNBOUNDED PRECEDING)";
        var sql = $"SELECT a.person, ts, seq, event, max(CASE WHEN event = 1 THEN ts END) {Window} AS s1 FROM events e JOIN actors a ON a.product = e.product AND a.actor = e.actor WHERE e.product = 1 AND {Range} AND event <= 5";
        for (var step = 2; step <= 5; step++)
            sql = $"SELECT *, max(CASE WHEN event = {step} AND ts - s{step - 1} <= INTERVAL 14 DAY THEN s{step - 1} END) {Window} AS s{step} FROM ({sql})";
        var counts = Enumerable.Range(1, 5).Select(step => $"count(DISTINCT person) FILTER (WHERE s{step} IS NOT NULL) AS c{step}");
        return $"SELECT unnest([c1, c2, c3, c4, c5]) FROM (SELECT {string.Join(", ", counts)} FROM ({sql}))";
    }

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }
}
