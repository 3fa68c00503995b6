using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Insight.Imports;

/// <summary>An import that the verb asked the serving process for: the events' database is open there.</summary>
internal sealed class ImportJob(ImportFiles files) : IJobHandler
{
    public const string KindName = "import";

    internal sealed record Arguments(ProductId Product, string Mapping, string Data);

    public string Kind => KindName;

    public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
    {
        var wanted = JsonSerializer.Deserialize<Arguments>(arguments, TandemJson.Options)!;
        try
        {
            return await files.RunAsync(wanted.Product, wanted.Mapping, wanted.Data, progress, cancel);
        }
        catch (ImportException error)
        {
            throw new ProblemException(400, "import_failed", null, error.Message);
        }
    }
}
