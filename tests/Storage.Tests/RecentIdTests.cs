using Tandem.Insight.Events;
using Tandem.Insight.Ingest.Loading;

namespace Tandem.Storage.Tests;

public sealed class RecentIdTests
{
    /// <summary>The store itself; tells how often it was asked.</summary>
    private sealed class Counted(IEventWriter store) : IEventWriter
    {
        public int Queries { get; private set; }

        public Tandem.Insight.Ingest.Log.LogPosition Position() => store.Position();

        public void Query(SqlText sql, Action<RowChunk> onChunk)
        {
            Queries++;
            store.Query(sql, onChunk);
        }

        public HashSet<EventKey> Stored(IReadOnlyCollection<EventKey> ids, long from, long to) => store.Stored(ids, from, to);

        public void Commit(LoadBatch batch) => store.Commit(batch);
    }

    [Fact]
    public async Task Days_read_only_because_they_lay_between_others_are_forgotten_too()
    {
        await using var folder = new EventFolder();
        var store = new Counted(folder.Writer);
        var recent = new RecentIds(store);
        recent.Prepare(Enumerable.Range(0, 3_400).Select(n => 9L * n));
        recent.Prepare([100_000]);
        recent.Prepare([110_000]);
        var asked = store.Queries;
        recent.Prepare([100_000]);
        Assert.Equal(asked, store.Queries);
    }
}
