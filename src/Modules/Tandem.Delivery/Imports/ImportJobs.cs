using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Web;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Imports;

/// <summary>Imports of large files as jobs: the file waits in the data folder until the job has ended, well or not.</summary>
internal sealed class ImportJobs(JobQueue queue, DataFolder folder, PlanImport import, ActorScope actor, Words words, IHostApplicationLifetime process) : IJobHandler
{
    internal const string Name = "plan-import", Ending = ".plan";

    internal sealed record Arguments(ImportRequest Request, string File, string Language, string By);

    public string Kind => Name;

    public async Task<JobId> AddAsync(ImportRequest request, Stream stream, CancellationToken cancel)
    {
        var path = Path.Combine(Directory.CreateDirectory(folder.File("imports")).FullName, Guid.CreateVersion7() + Ending);
        try
        {
            await using (var file = File.Create(path)) await stream.CopyToAsync(file, cancel);
            return await queue.AddAsync(Kind, new Arguments(request, path, CultureInfo.CurrentUICulture.Name, actor.Current.Name), cancel);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Arguments>(arguments, TandemJson.Options)!;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(asked.Language);
        actor.Current = actor.Current with { Name = asked.By };
        var ended = true;
        try
        {
            await using var file = File.OpenRead(asked.File);
            return ImportAnswer.Of(await import.RunAsync(asked.Request, file, cancel), words);
        }
        catch (OperationCanceledException) when (process.ApplicationStopping.IsCancellationRequested)
        {
            // the next process takes the job up again
            ended = false;
            throw;
        }
        finally
        {
            if (ended) File.Delete(asked.File);
        }
    }
}

/// <summary>Removes, once at start, files of imports whose jobs ended while nobody could: by a kill, or stopped before they ran.</summary>
internal sealed class ImportSweep(IServiceScopeFactory scopes, Readiness readiness, DataFolder folder, TimeProvider time, ILogger<ImportSweep> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        // files that come while it waits have jobs that it may not see yet
        var began = time.GetUtcNow().UtcDateTime;
        try
        {
            while (readiness.Waiting.Count > 0) await Task.Delay(TimeSpan.FromSeconds(1), time, stopping);
            await SweepAsync(began, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
        catch (Exception error)
        {
            log.LogError(error, "Files of ended imports could not be removed");
        }
    }

    private async Task SweepAsync(DateTime began, CancellationToken cancel)
    {
        if (!Directory.Exists(folder.File("imports"))) return;
        await using var scope = scopes.CreateAsyncScope();
        var jobs = scope.ServiceProvider.GetRequiredService<KernelDbContext>().Jobs.AsNoTracking();
        var waiting = await jobs.Where(job => job.Kind == ImportJobs.Name && (job.State == "queued" || job.State == "running")).Select(job => job.Arguments).ToListAsync(cancel);
        var needed = waiting.Select(arguments => Path.GetFileName(JsonSerializer.Deserialize<ImportJobs.Arguments>(arguments, TandemJson.Options)!.File)).ToHashSet();
        foreach (var file in new DirectoryInfo(folder.File("imports")).GetFiles("*" + ImportJobs.Ending))
            if (file.LastWriteTimeUtc < began && !needed.Contains(file.Name)) file.Delete();
    }
}
