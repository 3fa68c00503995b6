using DuckDB.NET.Native;
using Tandem.Insight.Events;
using Tandem.Insight.Ingest.Log;

namespace Tandem.Storage.Embedded.Events;

/// <summary>The loader's side of the events database: its own connection, one transaction a batch.</summary>
internal sealed class DuckDbEventWriter : IEventWriter, IDisposable
{
    private readonly DuckDbSession _session;

    public DuckDbEventWriter(DuckDbFile file)
    {
        _session = file.Connect();
        _session.Execute(EventSchema.Create);
        _session.Execute(EventSchema.Staging);
    }

    public LogPosition Position()
    {
        var position = default(LogPosition);
        Query(new SqlText("SELECT segment, \"offset\" FROM loader_position"), rows => position = new LogPosition(rows.Int64(0)[0], rows.Int64(1)[0]));
        return position;
    }

    public void Query(SqlText sql, Action<RowChunk> onChunk) => _session.Query(sql, onChunk);

    public HashSet<EventKey> Stored(IReadOnlyCollection<EventKey> ids, long from, long to)
    {
        var found = new HashSet<EventKey>();
        Append("temp.suspects", [DuckDBType.Integer, DuckDBType.Uuid], ids, (table, key) =>
        {
            table.Set(0, key.Product);
            table.Set(1, key.Id);
        });
        try
        {
            Query(new SqlText("SELECT product, id FROM events WHERE ts BETWEEN make_timestamp($1) AND make_timestamp($2) AND (product, id) IN (SELECT product, id FROM suspects)", from, to), rows =>
            {
                for (var i = 0; i < rows.Count; i++) found.Add(new EventKey(rows.Int32(0)[i], rows.Guid(1, i)));
            });
        }
        finally
        {
            _session.Execute("DELETE FROM suspects");
        }
        return found;
    }

    public void Commit(LoadBatch batch)
    {
        _session.Execute("BEGIN");
        try
        {
            WriteDictionaries(batch);
            WritePersons(batch);
            WriteGroups(batch);
            WriteEvents(batch.Events);
            _session.Execute($"DELETE FROM loader_position; INSERT INTO loader_position VALUES ({batch.Position.Segment}, {batch.Position.Offset})");
            _session.Execute("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    private void RollBack()
    {
        try
        {
            _session.Execute("ROLLBACK");
        }
        catch (EventStoreException)
        {
            // a failed COMMIT has ended the transaction already
        }
    }

    private void WriteDictionaries(LoadBatch batch)
    {
        Append("products", [DuckDBType.Integer, DuckDBType.Uuid], batch.Products, (table, row) =>
        {
            table.Set(0, row.Product);
            table.Set(1, row.Id);
        });
        Append("event_names", [DuckDBType.Integer, DuckDBType.Integer, DuckDBType.Varchar], batch.EventNames, (table, row) =>
        {
            table.Set(0, row.Product);
            table.Set(1, row.Event);
            table.Set(2, row.Name);
        });
        Append("actors", [DuckDBType.Integer, DuckDBType.Integer, DuckDBType.Varchar, DuckDBType.Integer], batch.NewActors, (table, row) =>
        {
            table.Set(0, row.Product);
            table.Set(1, row.Actor);
            table.Set(2, row.DistinctId!);
            table.Set(3, row.Person);
        });
        Append("temp.moved", [DuckDBType.Integer, DuckDBType.Integer, DuckDBType.Integer], batch.MovedActors, (table, row) =>
        {
            table.Set(0, row.Product);
            table.Set(1, row.Actor);
            table.Set(2, row.Person);
        });
        if (batch.MovedActors.Count > 0)
            _session.Execute("UPDATE actors SET person = m.person FROM moved m WHERE actors.product = m.product AND actors.actor = m.actor; DELETE FROM moved");
    }

    private void WritePersons(LoadBatch batch)
    {
        Append("persons", [DuckDBType.Integer, DuckDBType.Integer, DuckDBType.Uuid, DuckDBType.Boolean, DuckDBType.Timestamp, DuckDBType.Boolean, DuckDBType.Varchar], batch.NewPersons, (table, row) =>
        {
            Person(table, row);
            table.Set(6, row.Properties!);
        });
        Append("temp.persons_changed", [DuckDBType.Integer, DuckDBType.Integer, DuckDBType.Uuid, DuckDBType.Boolean, DuckDBType.Timestamp, DuckDBType.Boolean, DuckDBType.Boolean, DuckDBType.Varchar], batch.ChangedPersons, (table, row) =>
        {
            Person(table, row);
            table.Set(6, row.Properties is not null);
            table.Set(7, row.Properties ?? "");
        });
        if (batch.ChangedPersons.Count > 0)
            _session.Execute("UPDATE persons SET id = c.id, identified = c.identified, created = c.created, created_given = c.created_given, props = CASE WHEN c.with_props THEN c.props ELSE persons.props END "
                + "FROM persons_changed c WHERE persons.product = c.product AND persons.person = c.person; DELETE FROM persons_changed");
        Append("temp.gone", [DuckDBType.Integer, DuckDBType.Integer], batch.RemovedPersons, (table, row) =>
        {
            table.Set(0, row.Product);
            table.Set(1, row.Person);
        });
        if (batch.RemovedPersons.Count > 0)
            _session.Execute("DELETE FROM persons USING gone WHERE persons.product = gone.product AND persons.person = gone.person; DELETE FROM gone");
    }

    private static void Person(ChunkAppender table, in PersonRow row)
    {
        table.Set(0, row.Product);
        table.Set(1, row.Person);
        table.Set(2, row.Id);
        table.Set(3, row.Identified);
        table.Set(4, row.Created);
        table.Set(5, row.CreatedGiven);
    }

    private void WriteGroups(LoadBatch batch)
    {
        DuckDBType[] columns = [DuckDBType.Integer, DuckDBType.Varchar, DuckDBType.Varchar, DuckDBType.Timestamp, DuckDBType.Varchar];
        Append("groups", columns, batch.NewGroups, Group);
        Append("temp.groups_changed", columns, batch.ChangedGroups, Group);
        if (batch.ChangedGroups.Count > 0)
            _session.Execute("UPDATE groups SET created = c.created, props = c.props FROM groups_changed c WHERE groups.product = c.product AND groups.type = c.type AND groups.key = c.key; DELETE FROM groups_changed");

        static void Group(ChunkAppender table, GroupRow row)
        {
            table.Set(0, row.Product);
            table.Set(1, row.Type);
            table.Set(2, row.Key);
            table.Set(3, row.Created);
            table.Set(4, row.Properties);
        }
    }

    private void WriteEvents(List<EventRow> events) => Append("events",
        [DuckDBType.Integer, DuckDBType.BigInt, DuckDBType.Uuid, DuckDBType.Integer, DuckDBType.Timestamp, DuckDBType.Integer, DuckDBType.Varchar, DuckDBType.Timestamp], events, (table, row) =>
        {
            table.Set(0, row.Product);
            table.Set(1, row.Sequence);
            table.Set(2, row.Id);
            table.Set(3, row.Actor);
            table.Set(4, row.Time);
            table.Set(5, row.Event);
            table.Set(6, row.Properties.Span);
            table.Set(7, row.Received);
        });

    private void Append<T>(string table, ReadOnlySpan<DuckDBType> columns, IReadOnlyCollection<T> rows, Action<ChunkAppender, T> write)
    {
        if (rows.Count == 0) return;
        using var appender = new ChunkAppender(_session, table, columns);
        foreach (var row in rows)
        {
            write(appender, row);
            appender.EndRow();
        }
        appender.Close();
    }

    public void Dispose() => _session.Dispose();
}
