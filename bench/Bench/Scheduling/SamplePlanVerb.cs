using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Bench.Scheduling;

/// <summary><c>sample-plan --in plan.csv --out FOLDER</c>: the sample's plan in each language, scheduled, with baseline and progress up to its status date.</summary>
internal static class SamplePlanVerb
{
    public static int Run(Options options)
    {
        var rows = SampleRow.Read(options.Required("in"));
        foreach (var language in new[] { "en", "zh-CN" })
        {
            var file = SamplePlan.Make(rows, language);
            var path = Path.Combine(options.Required("out"), $"plan.{language}.xml");
            using (var stream = File.Create(path)) Mspdi.Write(file, stream);
            using var again = File.OpenRead(path);
            var read = Mspdi.Read(again);
            var schedule = Schedule.Compute(read.ToPlan());
            var comparison = ScheduleComparison.Of(read, schedule);
            Console.WriteLine($"{path}: {comparison.Activities} rows, {comparison.Identical} identical, {read.Tasks.Count(t => schedule[t.Key].Critical)} critical, finish {schedule.Finish:yyyy-MM-dd HH:mm}");
            foreach (var difference in comparison.Differences) Console.WriteLine(difference);
        }
        return 0;
    }
}
