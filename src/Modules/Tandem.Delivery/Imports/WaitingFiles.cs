using Tandem.Contracts.Ids;
using Tandem.Kernel.Verbs;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>Tables that were sent and wait for their columns to be looked at; after a day they go.</summary>
internal sealed class WaitingFiles(DataFolder folder, TimeProvider time)
{
    private DirectoryInfo Folder => Directory.CreateDirectory(folder.File("imports"));

    public async Task<Guid> KeepAsync(ProjectId project, PlanFormat format, Stream stream, CancellationToken cancel)
    {
        foreach (var old in Folder.GetFiles("*.waiting-*").Where(file => file.LastWriteTimeUtc < time.GetUtcNow().UtcDateTime.AddDays(-1))) old.Delete();
        var id = Guid.CreateVersion7();
        await using var file = File.Create(Path.Combine(Folder.FullName, $"{project}.{id}.waiting-{format}"));
        await stream.CopyToAsync(file, cancel);
        return id;
    }

    public (FileStream Stream, PlanFormat Format)? Open(ProjectId project, string? id) =>
        Find(project, id) is { } file && Enum.TryParse<PlanFormat>(file.Extension[".waiting-".Length..], out var format) ? (file.OpenRead(), format) : null;

    public void Drop(ProjectId project, string? id) => Find(project, id)?.Delete();

    private FileInfo? Find(ProjectId project, string? id) => Guid.TryParse(id, out var known) ? Folder.GetFiles($"{project}.{known}.waiting-*").FirstOrDefault() : null;
}
