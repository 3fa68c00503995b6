using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest;

namespace Tandem.Storage.Tests;

/// <summary>What the live page counts: the last hour by the minute, and the reasons with their samples.</summary>
public sealed class ArrivalTests
{
    private readonly HandClock _clock = new();
    private readonly ProductId _shop = ProductId.New();

    [Fact]
    public void Each_minute_of_the_last_hour_has_its_own_counts_and_the_oldest_is_written_over()
    {
        using var counters = new IngestCounters(_clock);
        counters.Accepted(_shop, 5);
        counters.Dropped(_shop, "wrong_shape", 2);
        _clock.Now += TimeSpan.FromMinutes(59);
        counters.Accepted(_shop, 7);
        Assert.Equal([(0, 5, 2), (59, 7, 0)], Filled(counters.LastHour(_shop, strangers: false)));
        _clock.Now += TimeSpan.FromMinutes(1);
        counters.Accepted(_shop, 1);
        Assert.Equal([(58, 7, 0), (59, 1, 0)], Filled(counters.LastHour(_shop, strangers: false)));
        Assert.Equal(13, counters.AcceptedBy(_shop));
    }

    [Fact]
    public void What_names_no_product_is_counted_apart_and_an_event_sent_twice_is_not_refused()
    {
        using var counters = new IngestCounters(_clock);
        counters.Dropped(null, DropReasons.WrongKey);
        counters.Dropped(_shop, DropReasons.Duplicate);
        counters.Dropped(ProductId.New(), DropReasons.Malformed);
        Assert.Empty(Filled(counters.LastHour(_shop, strangers: false)));
        Assert.Equal([(59, 0, 1)], Filled(counters.LastHour(_shop, strangers: true)));
    }

    [Fact]
    public void A_reason_keeps_its_last_three_different_samples_newest_first()
    {
        using var counters = new IngestCounters(_clock);
        foreach (var sample in new[] { "a", "b", "c", "d", "b", null, "b" }) counters.Dropped(_shop, "wrong_shape", 1, sample);
        var counted = Assert.Single(counters.ByReason(_shop));
        Assert.Equal((7, "b d c"), (counted.Count, string.Join(' ', counted.Samples)));
    }

    private static IEnumerable<(int At, long Accepted, long Refused)> Filled(IReadOnlyList<ArrivalMinute> hour) =>
        hour.Index().Where(minute => minute.Item.Accepted + minute.Item.Refused > 0).Select(minute => (minute.Index, minute.Item.Accepted, minute.Item.Refused));

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 3, 1, 12, 30, 20, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
