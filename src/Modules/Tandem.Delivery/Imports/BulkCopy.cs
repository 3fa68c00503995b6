using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Tandem.Delivery.Imports;

/// <summary>
/// Copies stored rows within the database, in the current transaction: only what differs from row to row is sent, the rest the database copies itself. For wide rows
/// a third of the time of writing them anew.
/// </summary>
internal static class BulkCopy
{
    /// <param name="db">The context.</param>
    /// <param name="rows">Stored rows, and what their copies are to be.</param>
    /// <param name="own">Properties that differ from row to row; the key, which has one column, is among them.</param>
    /// <param name="common">Properties that are otherwise than in the original but the same in all copies.</param>
    /// <param name="cancel">Stops before the next row.</param>
    public static async Task CopyManyAsync<T>(this DbContext db, IReadOnlyList<(T Stored, T Copy)> rows, IReadOnlyList<string> own, IReadOnlyList<string> common, CancellationToken cancel) where T : class
    {
        if (rows.Count == 0) return;
        var entity = db.Model.FindEntityType(typeof(T))!;
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        var sql = db.GetService<ISqlGenerationHelper>();
        var columns = entity.GetProperties().Select(property => new BulkColumn(property, property.GetColumnName(table)!)).ToList();
        var (different, key) = (own.Select(name => columns.Single(column => column.Property.Name == name)).ToList(), columns.Single(column => column.Property.IsPrimaryKey()));
        var changed = sql.DelimitIdentifier("copied_" + table.Name);
        await RunAsync(db, $"CREATE TEMPORARY TABLE {changed} (stored {key.Property.GetColumnType()} PRIMARY KEY, {string.Join(", ", different.Select((column, at) => $"v{at} {column.Property.GetColumnType()}"))})", cancel);
        await SendAsync(db, changed, rows, key, different, cancel);
        await using (var copy = Command(db, ""))
        {
            var set = common.Select(name => columns.Single(column => column.Property.Name == name)).ToList();
            foreach (var (at, column) in set.Index()) column.Add(copy, "@c" + at).Value = column.Value(rows[0].Copy) ?? DBNull.Value;
            string Value(BulkColumn column) => different.IndexOf(column) is >= 0 and var row ? $"v{row}" : set.IndexOf(column) is >= 0 and var same ? "@c" + same : "o." + sql.DelimitIdentifier(column.Name);
            copy.CommandText = $"INSERT INTO {sql.DelimitIdentifier(table.Name, table.Schema)} ({string.Join(", ", columns.Select(column => sql.DelimitIdentifier(column.Name)))}) "
                + $"SELECT {string.Join(", ", columns.Select(Value))} FROM {changed} JOIN {sql.DelimitIdentifier(table.Name, table.Schema)} o ON o.{sql.DelimitIdentifier(key.Name)} = stored";
            await copy.ExecuteNonQueryAsync(cancel);
        }
        await RunAsync(db, $"DROP TABLE {changed}", cancel);
    }

    private static async Task SendAsync<T>(DbContext db, string changed, IReadOnlyList<(T Stored, T Copy)> rows, BulkColumn key, List<BulkColumn> different, CancellationToken cancel) where T : class
    {
        await using var send = Command(db, $"INSERT INTO {changed} VALUES (@stored, {string.Join(", ", different.Select((_, at) => "@v" + at))})");
        var stored = key.Add(send, "@stored");
        var values = different.Select((column, at) => column.Add(send, "@v" + at)).ToList();
        await send.PrepareAsync(cancel);
        foreach (var row in rows)
        {
            stored.Value = key.Value(row.Stored);
            for (var at = 0; at < values.Count; at++) values[at].Value = different[at].Value(row.Copy) ?? DBNull.Value;
            await send.ExecuteNonQueryAsync(cancel);
        }
    }

    private static async Task RunAsync(DbContext db, string text, CancellationToken cancel)
    {
        await using var command = Command(db, text);
        await command.ExecuteNonQueryAsync(cancel);
    }

    private static DbCommand Command(DbContext db, string text)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        command.CommandText = text;
        return command;
    }
}
