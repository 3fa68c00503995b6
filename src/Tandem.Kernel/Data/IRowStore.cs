using Microsoft.EntityFrameworkCore;

namespace Tandem.Kernel.Data;

/// <summary>Port: the database of rows. Two real ones: SQLite in the data folder, PostgreSQL.</summary>
public interface IRowStore
{
    /// <summary>Points a module's context at the database, with that module's migrations and their history table.</summary>
    void Configure(DbContextOptionsBuilder options, string module);

    /// <summary>Clears what a killed migration may have left that would make the next one wait for ever. Called before migrations are applied.</summary>
    Task BeforeMigrationAsync(DbContext context, CancellationToken cancel);

    /// <summary>Enters the one write lane of a database that has one writer (SQLite); elsewhere at once. Leave by disposing.</summary>
    ValueTask<IDisposable> EnterLaneAsync(CancellationToken cancel);
}
