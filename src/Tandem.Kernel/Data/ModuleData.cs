using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Tandem.Kernel.Data;

/// <summary>Opens and migrates one module's context; the host runs all of them at start.</summary>
public sealed record ModuleMigration(string Module, Func<IServiceProvider, DbContext> Open);

public static class ModuleData
{
    /// <summary>Registers a module's context on the installation's row store.</summary>
    public static IServiceCollection AddModuleContext<TContext>(this IServiceCollection services, string module) where TContext : ModuleDbContext
    {
        services.AddDbContext<TContext>((provider, options) => provider.GetRequiredService<IRowStore>().Configure(options, module));
        services.AddSingleton(new ModuleMigration(module, provider => provider.GetRequiredService<TContext>()));
        return services;
    }

    /// <summary>Brings all modules' tables up to date. Refuses a database that a newer program migrated: going on could lose what it wrote.</summary>
    public static async Task MigrateAllAsync(this IServiceProvider services, CancellationToken cancel)
    {
        // making the contexts' models takes most of a start's time: at once on all cores
        var modules = services.GetServices<ModuleMigration>().OrderByDescending(m => m.Module == "kernel").ToList();
        var behind = await Task.WhenAll(modules.Select(module => Task.Run(() => IsBehindAsync(services, module, cancel), cancel)));
        foreach (var module in modules.Where((_, at) => behind[at]))
        {
            await using var scope = services.CreateAsyncScope();
            await using var context = module.Open(scope.ServiceProvider);
            await services.GetRequiredService<IRowStore>().BeforeMigrationAsync(context, cancel);
            await context.Database.MigrateAsync(cancel);
        }
    }

    private static async Task<bool> IsBehindAsync(IServiceProvider services, ModuleMigration module, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await using var context = module.Open(scope.ServiceProvider);
        var known = context.Database.GetMigrations().ToHashSet();
        var applied = (await context.Database.GetAppliedMigrationsAsync(cancel)).ToHashSet();
        var newer = applied.FirstOrDefault(name => !known.Contains(name));
        if (newer is not null)
            throw new InvalidOperationException($"This data folder was written by a newer Tandem ({module.Module}: {newer}). Start that version, or restore a backup.");
        return applied.Count < known.Count;
    }
}
