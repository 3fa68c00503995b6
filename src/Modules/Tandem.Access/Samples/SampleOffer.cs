using System.Text.Json;
using Tandem.Contracts.Samples;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Samples;
using Tandem.Kernel.Web;

namespace Tandem.Access.Samples;

/// <summary>The sample as an offer to the first owner: filled in beside the work, once an installation.</summary>
internal sealed class SampleOffer(SampleFill fill, JobQueue jobs)
{
    public const string Kind = "sample.fill";

    internal sealed record Arguments(string Language);

    public bool IsOpen => !fill.Done && Directory.Exists(Path.Combine(AppContext.BaseDirectory, "samples", "online-retail"));

    /// <summary>Queues the fill in the current actor's workspace; the language decides the names in it.</summary>
    public Task AcceptAsync(string language, CancellationToken cancel) => IsOpen ? jobs.AddAsync(Kind, new Arguments(language), cancel) : Task.CompletedTask;
}

/// <summary>Runs the fill. The steps' shares of the whole are taken as equal: the page says how far it is, not how long.</summary>
internal sealed class SampleFillJob(SampleFill fill, IEnumerable<ISampleStep> steps) : IJobHandler
{
    public string Kind => SampleOffer.Kind;

    public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
    {
        var language = JsonSerializer.Deserialize<SampleOffer.Arguments>(arguments, TandemJson.Options)!.Language;
        if (!fill.Done) await fill.RunAsync(language, new Whole(steps.Count() + 1, progress), cancel);
        return null;
    }

    /// <summary>The modules' steps and, as the last, the past weeks.</summary>
    private sealed class Whole(double parts, IProgress<double> progress) : IProgress<FillProgress>
    {
        private readonly List<string> _seen = [];

        public void Report(FillProgress value)
        {
            if (!_seen.Contains(value.Step)) _seen.Add(value.Step);
            progress.Report(Math.Min(0.99, (_seen.Count - 1 + value.Done) / parts));
        }
    }
}
