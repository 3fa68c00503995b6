using System.Reflection;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Auditing;

/// <summary>Makes audit entries of what a context is about to write.</summary>
internal static class AuditTrail
{
    public static List<AuditEntry> Of(ChangeTracker tracker, ActorScope scope, DateTime at) =>
        [.. tracker.Entries<IAudited>().Select(entry => Of(entry, scope, at)).OfType<AuditEntry>()];

    private static AuditEntry? Of(EntityEntry<IAudited> entry, ActorScope scope, DateTime at)
    {
        if (entry.State is not (EntityState.Added or EntityState.Modified or EntityState.Deleted)) return null;
        var changed = entry.Properties.Where(p => Shown(p) && (entry.State != EntityState.Modified || p.IsModified && !Equals(p.OriginalValue, p.CurrentValue))).ToList();
        if (changed.Count == 0) return null;
        var actor = scope.Current;
        return new AuditEntry
        {
            Workspace = actor.Workspace == default && entry.Entity is ITenanted row ? row.Workspace : actor.Workspace,
            At = at,
            Account = actor.Account,
            ActorName = actor.Name,
            ActorKind = actor.Kind.ToString().ToLowerInvariant(),
            Action = entry.State switch { EntityState.Added => "created", EntityState.Deleted => "removed", _ => "changed" },
            Subject = entry.Metadata.ClrType.Name,
            SubjectId = entry.Entity.AuditId,
            SubjectName = entry.Entity.AuditName,
            Before = entry.State == EntityState.Added ? null : Json(changed, p => p.OriginalValue),
            After = entry.State == EntityState.Deleted ? null : Json(changed, p => p.CurrentValue),
            Cause = scope.Cause,
        };
    }

    private static bool Shown(PropertyEntry property) =>
        property.Metadata.PropertyInfo?.GetCustomAttribute<NotAuditedAttribute>() is null && !property.Metadata.IsPrimaryKey()
        && property.Metadata.Name is not (nameof(ITenanted.Workspace) or nameof(IVersioned.Version)) && property.Metadata.ClrType != typeof(byte[]);

    private static string Json(List<PropertyEntry> properties, Func<PropertyEntry, object?> value) =>
        JsonSerializer.Serialize(properties.ToDictionary(p => JsonNamingPolicy.CamelCase.ConvertName(p.Metadata.Name), value), TandemJson.Options);
}
