using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Bench.Scheduling;

/// <summary><c>schedule --in FILE --out FILE</c>: a plan file scheduled, written as the JSON of <c>GET /api/projects/{id}/plan</c>.</summary>
internal static class ScheduleVerb
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(Options options)
    {
        var path = options.Required("in");
        try
        {
            using var stream = File.OpenRead(path);
            var file = PlanFiles.Read(stream, PlanFiles.FormatOf(path) ?? PlanFormat.Mspdi);
            if (options.Optional("mode") is { } mode) file = file with { Mode = mode == "p6" ? PlanMode.P6 : PlanMode.MsProject };
            var schedule = Schedule.Compute(file.ToPlan());
            File.WriteAllText(options.Required("out"), JsonSerializer.Serialize(PlanAnswer.Of(file, schedule), Json));
            var comparison = ScheduleComparison.Of(file, schedule);
            Console.WriteLine($"{comparison.Activities} activities, {comparison.Identical} of {comparison.Compared} with stored dates identical, {comparison.Differences.Count} values differ, {file.Warnings.Count} warnings");
            return 0;
        }
        catch (PlanException refused)
        {
            Console.Error.WriteLine($"{refused.Code}: {refused.Message}");
            return 1;
        }
    }
}
