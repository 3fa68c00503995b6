using Tandem.Contracts.Ids;
using Tandem.Insight.Events;
using Tandem.Insight.Ingest;

namespace Tandem.Storage.Tests;

public sealed class EventStoreTests
{
    private readonly ProductId _product = ProductId.New();

    [Fact]
    public async Task An_event_is_stored_as_it_was_sent()
    {
        await using var folder = new EventFolder();
        await folder.SendAsync(_product, """{"historical_migration":true,"batch":[{"uuid":"018f0000-0000-7000-8000-000000000001","event":"付款","distinct_id":"甲","timestamp":"2025-01-02T03:04:05.678901Z","properties":{"price":2.550,"a":[1, {"b":null}]}}]}""");
        Assert.Equal(["018f0000-0000-7000-8000-000000000001|付款|甲|2025-01-02 03:04:05.678901|{\"price\":2.550,\"a\":[1, {\"b\":null}]}"], await folder.RowsAsync(
            "SELECT concat_ws('|', e.id, n.name, a.distinct_id, e.ts, e.props) FROM events e JOIN event_names n USING (product, event) JOIN actors a USING (product, actor)"));
    }

    [Fact]
    public async Task The_same_id_counts_once_in_one_batch_in_two_and_after_a_restart()
    {
        var body = """{"historical_migration":true,"batch":[{"uuid":"018f0000-0000-7000-8000-000000000001","event":"a","distinct_id":"d","timestamp":"2025-01-02T00:00:00Z"},{"uuid":"018f0000-0000-7000-8000-000000000001","event":"a","distinct_id":"d","timestamp":"2025-01-02T00:00:00Z"}]}""";
        var path = Directory.CreateTempSubdirectory("tandem-store-").FullName;
        await using (var folder = new EventFolder(path))
        {
            await folder.SendAsync(_product, body);
            await folder.SendAsync(_product, body);
            Assert.Equal(1, await folder.CountAsync(_product));
        }
        await using (var folder = new EventFolder(path))
        {
            await folder.SendAsync(_product, body);
            Assert.Equal(1, await folder.CountAsync(_product));
            Assert.Equal(2, folder.Counters.ByReason(_product).Single(r => r.Reason == DropReasons.Duplicate).Count);
            var other = ProductId.New();
            await folder.SendAsync(other, body);
            Assert.Equal(1, await folder.CountAsync(other));
        }
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task A_resend_whose_repaired_time_crosses_midnight_still_counts_once()
    {
        await using var folder = new EventFolder();
        string Body(string at) => $$"""{"historical_migration":true,"batch":[{"uuid":"018f0000-0000-7000-8000-000000000001","event":"a","distinct_id":"d","timestamp":"{{at}}"}]}""";
        await folder.SendAsync(_product, Body("2025-01-02T23:59:59.900Z"));
        Assert.Equal(1, await folder.CountAsync(_product));
        await folder.SendAsync(_product, Body("2025-01-03T00:00:00.100Z"));
        Assert.Equal(1, await folder.CountAsync(_product));
    }

    [Fact]
    public async Task Many_events_of_many_people_survive_a_restart_once_each()
    {
        var path = Directory.CreateTempSubdirectory("tandem-store-").FullName;
        await using (var folder = new EventFolder(path))
        {
            await Task.WhenAll(Enumerable.Range(0, 100).Select(batch => folder.SendAsync(_product, "{\"historical_migration\":true,\"batch\":[" + string.Join(',', Enumerable.Range(0, 100).Select(n =>
                $"{{\"event\":\"e{n % 7}\",\"distinct_id\":\"p{batch * 100 + n}\",\"timestamp\":\"2025-03-{batch % 28 + 1:00}T00:00:00Z\",\"properties\":{{\"n\":{n}}}}}")) + "]}")));
        }
        await using (var folder = new EventFolder(path))
        {
            Assert.Equal(10_000, await folder.CountAsync(_product));
            Assert.Equal(["10000"], await folder.RowsAsync("SELECT count(DISTINCT person)::VARCHAR FROM actors"));
            Assert.Equal(["10000"], await folder.RowsAsync("SELECT count(DISTINCT seq)::VARCHAR FROM events"));
            Assert.DoesNotContain(null, await folder.Store.EventCodesAsync(_product, ["e0", "e6"]));
            Assert.Equal([null], await folder.Store.EventCodesAsync(_product, ["e7"]));
        }
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task A_sum_of_properties_is_exact()
    {
        await using var folder = new EventFolder();
        await folder.SendAsync(_product, "{\"historical_migration\":true,\"batch\":[" + string.Join(',', Enumerable.Range(0, 1000).Select(n => $"{{\"event\":\"a\",\"distinct_id\":\"d\",\"properties\":{{\"x\":0.1}}}}")) + "]}");
        await folder.Store.CaughtUpAsync(_product);
        var sum = 0m;
        await folder.Store.QueryAsync(new SqlText("SELECT sum(CAST(json_extract_string(props, '$.x') AS DECIMAL(38,9))) FROM events"), rows => sum = rows.Decimal(0, 0));
        Assert.Equal(100.000000000m, sum);
    }

    [Fact]
    public async Task Sql_of_a_question_reaches_nothing_outside_the_store()
    {
        await using var folder = new EventFolder();
        await Assert.ThrowsAnyAsync<Exception>(() => folder.Store.QueryAsync(new SqlText("SELECT * FROM read_text('/etc/passwd')"), _ => { }));
        await Assert.ThrowsAnyAsync<Exception>(() => folder.Store.QueryAsync(new SqlText("ATTACH '/tmp/evil.db' AS evil"), _ => { }));
    }
}
