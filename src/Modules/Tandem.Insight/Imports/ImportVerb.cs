using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Imports;

/// <summary><c>import --data DIR --product ID --mapping FILE FILE</c>. While the folder is served the serving process does it, else this one.</summary>
internal sealed class ImportVerb(DataFolder folder, InsightDbContext rows, ActorScope actor, IServiceProvider services) : IVerb
{
    public string Name => "import";

    public async Task<int> RunAsync(CommandLine line, CancellationToken cancel)
    {
        if (line.Words is not [var file]) throw new ArgumentException("Name the file: import --data DIR --product ID --mapping FILE FILE");
        ProductId.TryParse(line.Required("product"), null, out var id);
        var product = await rows.Products.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, cancel) ?? throw new ArgumentException($"--product: there is no product {line.Required("product")} in this folder.");
        actor.Current = Actor.System(product.Workspace);
        var wanted = new ImportJob.Arguments(id, Path.GetFullPath(line.Required("mapping")), Path.GetFullPath(file));
        using var held = Hold();
        try
        {
            var report = held is null ? await AskServerAsync(wanted, cancel) : await RunHereAsync(wanted, cancel);
            await TellAsync(report);
            return report.SkippedRows == report.Rows && report.Rows > 0 ? 1 : 0;
        }
        catch (ImportException error)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    /// <summary>The lock that a serving process holds; null where one does.</summary>
    private FileStream? Hold()
    {
        try
        {
            return new FileStream(folder.File("serving.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            return null;
        }
    }

    private async Task<ImportReport> RunHereAsync(ImportJob.Arguments wanted, CancellationToken cancel) =>
        await services.GetRequiredService<ImportFiles>().RunAsync(wanted.Product, wanted.Mapping, wanted.Data, new Line(), cancel);

    private async Task<ImportReport> AskServerAsync(ImportJob.Arguments wanted, CancellationToken cancel)
    {
        var id = await services.GetRequiredService<JobQueue>().AddAsync(ImportJob.KindName, wanted, cancel);
        var kernel = services.GetRequiredService<KernelDbContext>();
        var line = new Line();
        while (true)
        {
            var job = await kernel.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, cancel);
            line.Report(job.Progress);
            if (job.State == "done") return JsonSerializer.Deserialize<ImportReport>(job.Result!, TandemJson.Options)!;
            if (job.State == "failed") throw new ImportException(Reason(job.Result));
            await Task.Delay(TimeSpan.FromMilliseconds(300), cancel);
        }
    }

    private static string Reason(string? result)
    {
        using var problem = JsonDocument.Parse(result ?? "{}");
        return problem.RootElement.TryGetProperty("arguments", out var arguments) && arguments.GetArrayLength() > 0 ? arguments[0].ToString() : "The serving process could not import the file; its log says why.";
    }

    private static async Task TellAsync(ImportReport report)
    {
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{report.Rows:N0} rows read, {report.Events:N0} events, {report.SkippedRows:N0} rows skipped"));
        foreach (var row in report.Skipped) await Console.Error.WriteLineAsync($"  row {row.Row}: {row.Reason}");
    }

    private sealed class Line : IProgress<double>
    {
        private int _shown = -1;

        public void Report(double value)
        {
            var percent = (int)(value * 100);
            if (percent == Interlocked.Exchange(ref _shown, percent)) return;
            Console.Error.Write($"\r{percent} %{(percent == 100 ? "\n" : "")}");
        }
    }
}
