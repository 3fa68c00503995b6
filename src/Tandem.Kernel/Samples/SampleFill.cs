using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Tandem.Contracts.Insight;
using Tandem.Contracts.Samples;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Samples;

/// <summary>How far the fill is: the step's words key and 0 to 1.</summary>
public sealed record FillProgress(string Step, double Done);

/// <summary>
/// Fills the sample into this installation, once: the modules' steps in order, then every past week in turn with the product's clock fixed at its close, so that
/// nothing in it could know what came later, then the steps that look back on it all. A folder remembers that it was filled in.
/// </summary>
public sealed class SampleFill(IServiceScopeFactory scopes, OutboxDispatcher outbox, DataFolder folder)
{
    private sealed record Story(string Zone, string FirstWeek, int LoopFromWeek, string Clock);

    private string Marker => folder.File("sample.filled");

    public bool Done => File.Exists(Marker);

    /// <summary>Runs all; the context's notes tell what a person should read now.</summary>
    public async Task<SampleContext> RunAsync(string language, IProgress<FillProgress> progress, CancellationToken cancel)
    {
        var context = new SampleContext { Language = language, Folder = Path.Combine(AppContext.BaseDirectory, "samples") };
        await StepsAsync(context, step => step.Order < ISampleStep.AfterTheWeeks, progress, cancel);
        await LiveThroughWeeksAsync(context, progress, cancel);
        await StepsAsync(context, step => step.Order >= ISampleStep.AfterTheWeeks, progress, cancel);
        await File.WriteAllTextAsync(Marker, language, cancel);
        return context;
    }

    private async Task StepsAsync(SampleContext context, Func<ISampleStep, bool> which, IProgress<FillProgress> progress, CancellationToken cancel)
    {
        for (var at = 0; at < Count<ISampleStep>(); at++)
            await InScopeAsync(context, async services =>
            {
                var step = services.GetServices<ISampleStep>().OrderBy(s => s.Order).ElementAt(at);
                if (!which(step)) return;
                progress.Report(new(step.Name, 0));
                await step.RunAsync(context, new Part(step.Name, progress), cancel);
                progress.Report(new(step.Name, 1));
            });
        await outbox.DrainAsync(cancel);
    }

    private async Task LiveThroughWeeksAsync(SampleContext context, IProgress<FillProgress> progress, CancellationToken cancel)
    {
        await using var stream = File.OpenRead(Path.Combine(context.Folder, "online-retail", "story.json"));
        var story = (await JsonSerializer.DeserializeAsync<Story>(stream, TandemJson.Options, cancel))!;
        var zone = DateTimeZoneProviders.Tzdb[story.Zone];
        var end = LocalDateTimePattern.ExtendedIso.Parse(story.Clock + ":00").Value.InZoneLeniently(zone).ToDateTimeUtc();
        var first = LocalDatePattern.Iso.Parse(story.FirstWeek).Value;
        var closes = Enumerable.Range(story.LoopFromWeek, 1000).Select(week => first.PlusWeeks(week).AtStartOfDayInZone(zone).ToDateTimeUtc()).TakeWhile(close => close < end).Append(end).ToList();
        for (var at = 0; at < closes.Count; at++)
        {
            await LiveThroughAsync(context, closes[at], cancel);
            progress.Report(new("sample.weeks", (at + 1d) / closes.Count));
        }
    }

    private async Task LiveThroughAsync(SampleContext context, DateTime utc, CancellationToken cancel)
    {
        await InScopeAsync(context, services => services.GetRequiredService<IProductClocks>().FixAsync(context.Product, utc, cancel));
        for (var at = 0; at < Count<ISampleWeek>(); at++)
        {
            await InScopeAsync(context, services => services.GetServices<ISampleWeek>().OrderBy(w => w.Order).ElementAt(at).RunAsync(context, utc, cancel));
            await outbox.DrainAsync(cancel);
        }
    }

    private int Count<T>()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetServices<T>().Count();
    }

    private async Task InScopeAsync(SampleContext context, Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var actor = scope.ServiceProvider.GetRequiredService<ActorScope>();
        actor.Current = Actor.System(context.Workspace) with { Kind = ActorKind.Sample };
        actor.Cause = "sample";
        await work(scope.ServiceProvider);
    }

    private sealed class Part(string step, IProgress<FillProgress> whole) : IProgress<double>
    {
        public void Report(double value) => whole.Report(new(step, value));
    }
}
