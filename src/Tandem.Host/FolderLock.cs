using Tandem.Kernel.Verbs;

namespace Tandem.Host;

/// <summary>One serving process a data folder.</summary>
internal static class FolderLock
{
    public static IDisposable Take(DataFolder folder)
    {
        try
        {
            return new FileStream(folder.File("serving.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new InvalidOperationException($"Another Tandem serves the folder {folder.Path}. Stop it first, or choose another folder with --data.");
        }
    }
}
