using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Plans;

/// <summary>
/// What an edit did to one row: the columns it changed, before and after (all columns of a row that it made or removed).
/// </summary>
internal sealed record RowChange(string Kind, Guid Row, Dictionary<string, JsonElement>? Before, Dictionary<string, JsonElement>? After)
{
    /// <summary>What a context is about to do to rows of plans.</summary>
    public static List<RowChange> Of(ChangeTracker tracker) =>
        [.. tracker.Entries<IPlanRow>().Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).Select(Of)];

    private static RowChange Of(EntityEntry<IPlanRow> entry)
    {
        var shown = entry.Properties.Where(p => entry.State != EntityState.Modified || p.IsModified && p.Metadata.Name != nameof(IVersioned.Version)).ToList();
        return new RowChange(entry.Metadata.ClrType.Name, entry.Entity.RowId,
            entry.State == EntityState.Added ? null : shown.ToDictionary(p => p.Metadata.Name, p => Json(p.OriginalValue)),
            entry.State == EntityState.Deleted ? null : shown.ToDictionary(p => p.Metadata.Name, p => Json(p.CurrentValue)));
    }

    /// <summary>The way back.</summary>
    public RowChange Reverse() => new(Kind, Row, After, Before);

    /// <summary>Puts the columns that stood before into a row.</summary>
    public void Restore(EntityEntry row)
    {
        foreach (var (name, value) in Before!)
        {
            var property = row.Property(name);
            property.CurrentValue = value.Deserialize(property.Metadata.ClrType, TandemJson.Options);
        }
    }

    /// <summary>Whether the row is as the edit left it. Versions only count edits.</summary>
    public bool IsAsLeft(EntityEntry row) => After!.Where(column => column.Key != nameof(IVersioned.Version)).All(column =>
        row.Property(column.Key) is var property && property.Metadata.GetValueComparer().Equals(property.CurrentValue, column.Value.Deserialize(property.Metadata.ClrType, TandemJson.Options)));

    private static JsonElement Json(object? value) => JsonSerializer.SerializeToElement(value, TandemJson.Options);
}
