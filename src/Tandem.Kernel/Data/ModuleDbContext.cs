using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Messaging;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Data;

/// <summary>
/// Base of a module's context. Every write runs in the write lane, in one transaction that holds the rows, their audit entries, the outbox messages
/// and the inbox mark of the message being handled. Rows of other workspaces are filtered out.
/// </summary>
public abstract class ModuleDbContext(DbContextOptions options, ModuleScope scope) : DbContext(options)
{
    private readonly List<Action> _committed = [];
    private bool _marked;

    /// <summary>The module's name: prefix of its tables.</summary>
    protected abstract string Module { get; }

    public WorkspaceId CurrentWorkspace => scope.Actor.Current.Workspace;

    protected ModuleScope Scope => scope;

    /// <summary>
    /// Runs a write: read what it rests on inside, so that nobody can change it in between. Saves and commits at the end; nested calls join.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<Task<T>> work, CancellationToken cancel = default)
    {
        if (Database.CurrentTransaction is not null) return await work();
        using var lane = await scope.Store.EnterLaneAsync(cancel);
        await using var transaction = await Database.BeginTransactionAsync(cancel);
        _committed.Clear();
        var result = await work();
        await SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        scope.Bell.Ring();
        foreach (var act in _committed) act();
        return result;
    }

    public Task WriteAsync(Func<Task> work, CancellationToken cancel = default) => WriteAsync(async () => { await work(); return true; }, cancel);

    /// <summary>Does something once the write that is under way is in the database, the outermost one where writes are nested; never where it fails.</summary>
    public void OnCommit(Action act) => _committed.Add(act);

    /// <summary>Tells other modules, in the same transaction as the change.</summary>
    public void Publish(IIntegrationEvent message) => Add(OutboxMessage.Of(message, CurrentWorkspace, scope.Time.GetUtcNow().UtcDateTime));

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancel = default)
    {
        if (Database.CurrentTransaction is null) return await WriteAsync(() => SaveChangesAsync(acceptAllChangesOnSuccess, cancel), cancel);
        AsOf.RefuseWrites(scope.Actor);
        ChangeTracker.DetectChanges();
        AddRange(AuditTrail.Of(ChangeTracker, scope.Actor, scope.Time.GetUtcNow().UtcDateTime));
        if (scope.Message.Current is { } message && !_marked)
        {
            Add(new InboxEntry { Message = message.Id, Handler = message.Handler, At = scope.Time.GetUtcNow().UtcDateTime });
            _marked = true;
        }
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Writes are asynchronous: SaveChangesAsync or WriteAsync.");

    protected override void ConfigureConventions(ModelConfigurationBuilder builder)
    {
        builder.AddTypedIds(GetType().Assembly);
        builder.Properties<decimal>().HaveConversion<string>();
        builder.Properties<Enum>().HaveConversion<string>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        KernelTables.Map(builder, owned: false);
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.ClrType.Assembly == GetType().Assembly && !e.IsOwned() && GetType().Assembly != typeof(ModuleDbContext).Assembly))
        {
            if (!entity.GetTableName()!.StartsWith(Module + "_", StringComparison.Ordinal)) entity.SetTableName($"{Module}_{Snake(entity.GetTableName()!)}");
            if (typeof(ITenanted).IsAssignableFrom(entity.ClrType) && entity.BaseType is null)
                FilterMethod.MakeGenericMethod(entity.ClrType).Invoke(this, [builder]);
        }
    }

    private static readonly MethodInfo FilterMethod = typeof(ModuleDbContext).GetMethod(nameof(Filter), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private void Filter<T>(ModelBuilder builder) where T : class, ITenanted => builder.Entity<T>().HasQueryFilter(row => row.Workspace == CurrentWorkspace);

    private static string Snake(string name) =>
        string.Concat(name.Select((letter, at) => char.IsUpper(letter) ? (at > 0 ? "_" : "") + char.ToLowerInvariant(letter) : letter.ToString()));
}
