using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Verbs;

namespace Tandem.Storage.Embedded.Rows;

/// <summary>
/// Makes a module's context for <c>dotnet ef migrations add NAME --context XDbContext -o Migrations/X</c>, run in this project's folder.
/// A module adds a factory class of two lines beside its migrations.
/// </summary>
public abstract class DesignTime<TContext>(string module, Func<DbContextOptions<TContext>, ModuleScope, TContext> make) : IDesignTimeDbContextFactory<TContext>
    where TContext : ModuleDbContext
{
    public TContext CreateDbContext(string[] args)
    {
        var store = new SqliteRowStore(new DataFolder(Path.GetTempPath()));
        var options = new DbContextOptionsBuilder<TContext>();
        store.Configure(options, module);
        return make(options.Options, new ModuleScope(new ActorScope(), TimeProvider.System, store, new OutboxBell(), new MessageScope()));
    }
}

internal sealed class KernelDesignTime() : DesignTime<KernelDbContext>("kernel", (options, scope) => new(options, scope));
