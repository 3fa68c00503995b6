using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest.Records;

namespace Tandem.Storage.Tests;

public sealed class FreshIdTests
{
    [Fact]
    public void Events_without_an_id_get_different_ids_of_version_7_that_rise_within_a_record()
    {
        var ids = new List<Guid>();
        for (var request = 0; request < 200; request++)
        {
            using var record = new EventsRecord(ProductId.New(), 0);
            var own = Enumerable.Range(0, 50).Select(_ => record.FreshId()).ToList();
            Assert.Equal(own.Order(), own);
            ids.AddRange(own);
        }
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal((7, 8), (id.Version, id.Variant & 0xC)));
    }
}
