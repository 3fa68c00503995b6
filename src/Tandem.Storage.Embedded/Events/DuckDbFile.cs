using DuckDB.NET.Native;

namespace Tandem.Storage.Embedded.Events;

/// <summary>The database file of events, opened once in the process. SQL can reach nothing outside of it: no files, no extensions. Its settings are not locked: only SQL of this program runs here.</summary>
internal sealed class DuckDbFile : IDisposable
{
    private static readonly (string Name, string Value)[] Settings =
    [
        ("threads", "2"),
        // the process takes some 90 MB more than this; below it, distinct persons over 10 M events go to disk and take four times as long
        ("memory_limit", "350MB"),
        ("preserve_insertion_order", "false"),
        ("checkpoint_threshold", "64MB"),
        ("autoinstall_known_extensions", "false"),
        ("autoload_known_extensions", "false"),
        ("enable_external_access", "false"),
    ];

    private readonly DuckDBDatabase _database;

    public DuckDbFile(string path)
    {
        NativeMethods.Configuration.DuckDBCreateConfig(out var config);
        using (config)
        {
            foreach (var (name, value) in Settings)
            {
                if (NativeMethods.Configuration.DuckDBSetConfig(config, name, value) != DuckDBState.Success) throw new EventStoreException($"setting {name} is unknown");
            }
            if (NativeMethods.Startup.DuckDBOpen(path, out _database, config, out var error) != DuckDBState.Success) throw new EventStoreException(error);
        }
    }

    public DuckDbSession Connect() => new(_database);

    public void Dispose() => _database.Dispose();
}

/// <summary>The database of events refused something; the message is its own.</summary>
internal sealed class EventStoreException(string message) : Exception(message);
