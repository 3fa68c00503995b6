using DuckDB.NET.Native;
using Tandem.Insight.Events;

namespace Tandem.Storage.Embedded.Events;

/// <summary>One connection: one statement at a time.</summary>
internal sealed class DuckDbSession : IDisposable
{
    private readonly DuckDBNativeConnection _connection;

    public DuckDbSession(DuckDBDatabase database)
    {
        if (NativeMethods.Startup.DuckDBConnect(database, out _connection) != DuckDBState.Success) throw new EventStoreException("no connection");
    }

    public DuckDBNativeConnection Connection => _connection;

    /// <summary>Ends the running statement from another thread.</summary>
    public void Interrupt() => NativeMethods.Startup.DuckDBInterrupt(_connection);

    /// <summary>Runs statements without parameters, one after the other.</summary>
    public void Execute(string sql)
    {
        var state = NativeMethods.Query.DuckDBQuery(_connection, sql, out var result);
        try
        {
            if (state != DuckDBState.Success) throw new EventStoreException(NativeMethods.Query.DuckDBResultError(ref result));
        }
        finally
        {
            NativeMethods.Query.DuckDBDestroyResult(ref result);
        }
    }

    /// <summary>Runs a statement and streams its chunks.</summary>
    public void Query(SqlText sql, Action<RowChunk> onChunk)
    {
        if (NativeMethods.PreparedStatements.DuckDBPrepare(_connection, sql.Text, out var statement) != DuckDBState.Success)
        {
            using (statement) throw new EventStoreException(NativeMethods.PreparedStatements.DuckDBPrepareError(statement));
        }
        using (statement)
        {
            for (var i = 0; i < sql.Parameters.Count; i++) DuckDbParameters.Bind(statement, i + 1, sql.Parameters[i]);
            var state = NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out var result);
            try
            {
                if (state != DuckDBState.Success) throw new EventStoreException(NativeMethods.Query.DuckDBResultError(ref result));
                Fetch(ref result, onChunk);
            }
            finally
            {
                NativeMethods.Query.DuckDBDestroyResult(ref result);
            }
        }
    }

    private static void Fetch(ref DuckDBResult result, Action<RowChunk> onChunk)
    {
        var columns = DuckDbColumn.Of(ref result);
        while (true)
        {
            using var chunk = NativeMethods.Query.DuckDBFetchChunk(result);
            if (chunk.IsInvalid)
            {
                if (NativeMethods.Query.DuckDBResultError(ref result) is { Length: > 0 } error) throw new EventStoreException(error);
                return;
            }
            if (NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk) > 0) onChunk(new DuckDbChunk(chunk, columns));
        }
    }

    public void Dispose() => _connection.Dispose();
}
