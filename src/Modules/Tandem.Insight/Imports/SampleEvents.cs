using Tandem.Contracts.Samples;

namespace Tandem.Insight.Imports;

/// <summary>The sample's order lines, through the same import as a customer's own file. Broken off, it is run again: what is there counts once.</summary>
internal sealed class SampleEvents(ImportFiles files) : ISampleStep
{
    public int Order => 25;

    public string Name => "sample.events";

    public Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel)
    {
        var folder = Path.Combine(context.Folder, "online-retail");
        return files.RunAsync(context.Product, Path.Combine(folder, "mapping.json"), Path.Combine(folder, "online-retail-2010-12_2011-08.csv.gz"), progress, cancel);
    }
}
