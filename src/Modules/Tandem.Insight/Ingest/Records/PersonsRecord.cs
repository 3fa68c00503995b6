using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest.Log;

namespace Tandem.Insight.Ingest.Records;

/// <summary>One person of an import. <paramref name="Created"/>: microseconds UTC; <paramref name="Properties"/>: a JSON object.</summary>
internal sealed record ImportedPerson(IReadOnlyList<string> DistinctIds, string? Properties, bool Identified, long? Created);

/// <summary>A record of imported persons: head, then the persons as JSON.</summary>
internal static class PersonsRecord
{
    public static RecordBuffer Write(ProductId product, long received, IReadOnlyList<ImportedPerson> persons)
    {
        var buffer = new RecordBuffer();
        new RecordHead(RecordKind.Persons, product, received).Write(buffer);
        // as short as it can be: properties are JSON in a text, and six bytes for each of their quotes could make the record too long for the log
        using var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        JsonSerializer.Serialize(writer, persons);
        return buffer;
    }

    public static IReadOnlyList<ImportedPerson> Read(ReadOnlySpan<byte> payload) =>
        JsonSerializer.Deserialize<IReadOnlyList<ImportedPerson>>(payload[RecordHead.Size..]) ?? [];
}
