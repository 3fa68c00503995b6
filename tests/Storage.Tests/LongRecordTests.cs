using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest;
using Tandem.Insight.Ingest.Log;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Storage.Tests;

/// <summary>A record longer than readers take would look like damage: nothing behind it would ever be loaded.</summary>
public sealed class LongRecordTests
{
    [Fact]
    public async Task Events_that_would_make_too_long_a_record_are_refused_and_later_ones_are_loaded()
    {
        await using var folder = new EventFolder();
        var product = ProductId.New();
        var wide = "{\"p\":\"" + new string('x', (1 << 20) - 8) + "\"}";
        var properties = System.Text.Encoding.UTF8.GetBytes(wide);
        var request = new ParsedRequest();
        for (var i = 0; i < 129; i++) request.Events.Add(new RawEvent { Name = "wide"u8.ToArray(), DistinctId = "d"u8.ToArray(), Properties = properties });
        var refusal = await Assert.ThrowsAsync<IngestRefusal>(() => folder.Intake.StoreAsync(product, request));
        Assert.Equal((413, DropReasons.UnpackedTooLarge), (refusal.Status, refusal.Reason));
        await folder.SendAsync(product, """{"event":"later","distinct_id":"d"}""");
        Assert.Equal(1, await folder.CountAsync(product));
    }

    [Fact]
    public async Task The_log_itself_takes_no_record_that_it_could_not_read()
    {
        await using var folder = new EventFolder();
        await Assert.ThrowsAsync<ArgumentException>(() => folder.Log.AppendAsync(new byte[RecordFrame.Longest + 1]));
    }

    [Fact]
    public void Imported_properties_of_short_texts_at_most_double_in_the_record()
    {
        var properties = "{" + string.Join(",", Enumerable.Range(0, 10_000).Select(i => "\"键\":\"值\"")) + "}";
        using var record = PersonsRecord.Write(ProductId.New(), 0, [new ImportedPerson(["d"], properties, false, null)]);
        Assert.True(record.Length < 2 * System.Text.Encoding.UTF8.GetByteCount(properties));
        var read = PersonsRecord.Read(record.Payload);
        Assert.Equal(properties, read.Single().Properties);
    }
}
