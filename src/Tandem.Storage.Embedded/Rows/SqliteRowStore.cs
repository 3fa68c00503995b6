using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Tandem.Kernel.Data;
using Tandem.Kernel.Verbs;

namespace Tandem.Storage.Embedded.Rows;

/// <summary>
/// Rows in <c>tandem.db</c> of the data folder: WAL, synchronous=FULL (a committed write survives a power cut), one write lane in this process;
/// another process on the folder (a verb) waits for SQLite's own lock.
/// </summary>
public sealed class SqliteRowStore(DataFolder folder) : IRowStore
{
    private static readonly Pragmas OnOpen = new();
    private readonly SemaphoreSlim _lane = new(1, 1);

    public void Configure(DbContextOptionsBuilder options, string module)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = folder.File("tandem.db"), DefaultTimeout = 30 };
        options.UseSqlite(connection.ToString(), sqlite => sqlite
            .MigrationsAssembly(typeof(SqliteRowStore).Assembly.FullName)
            .MigrationsHistoryTable($"{module}_migrations")
            .UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery));
        options.AddInterceptors(OnOpen);
    }

    /// <summary>EF Core guards migrations by a row; a process that was killed meanwhile leaves it behind.</summary>
    public async Task BeforeMigrationAsync(DbContext context, CancellationToken cancel)
    {
        var tables = await context.Database.SqlQueryRaw<string>("SELECT name AS Value FROM sqlite_master WHERE name = '__EFMigrationsLock'").ToListAsync(cancel);
        if (tables.Count > 0) await context.Database.ExecuteSqlRawAsync("""DELETE FROM "__EFMigrationsLock" WHERE "Timestamp" < datetime('now', '-1 minute')""", cancel);
    }

    public async ValueTask<IDisposable> EnterLaneAsync(CancellationToken cancel)
    {
        await _lane.WaitAsync(cancel);
        return new Lane(_lane);
    }

    private sealed class Lane(SemaphoreSlim semaphore) : IDisposable
    {
        private SemaphoreSlim? _semaphore = semaphore;

        public void Dispose() => Interlocked.Exchange(ref _semaphore, null)?.Release();
    }

    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Text = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Run(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken cancel)
        {
            Run(connection);
            return Task.CompletedTask;
        }

        private static void Run(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }
    }
}
