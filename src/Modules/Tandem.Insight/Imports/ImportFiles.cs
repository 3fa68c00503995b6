using System.Text.Json;
using Tandem.Contracts.Ids;

namespace Tandem.Insight.Imports;

/// <summary>Opens mapping and data of an import from disk and runs it.</summary>
internal sealed class ImportFiles(EventImport import)
{
    public async Task<ImportReport> RunAsync(ProductId product, string mappingPath, string dataPath, IProgress<double> progress, CancellationToken cancel)
    {
        var mapping = ImportMapping.Read(await TextAsync(mappingPath, cancel));
        await using var data = Open(dataPath);
        var name = Path.GetFileName(dataPath);
        return await import.RunAsync(product, mapping, data, name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name, progress, cancel);
    }

    private static async Task<string> TextAsync(string path, CancellationToken cancel)
    {
        await using var stream = Open(path);
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync(cancel);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImportException($"{path} can't be opened: {error.Message}");
        }
    }
}
