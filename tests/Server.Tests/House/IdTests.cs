using Tandem.Contracts.Ids;

namespace Tandem.Server.Tests.House;

public sealed class IdTests
{
    [Fact]
    public void Ids_made_one_after_another_are_in_order_even_within_a_millisecond()
    {
        var ids = Enumerable.Range(0, 20_000).Select(_ => MessageId.New().ToString()).ToList();
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(7, Guid.Parse(id).Version));
    }
}
