using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest;
using Tandem.Insight.Ingest.Log;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;
using Tandem.Insight.Products;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Identity;

/// <summary>
/// <c>POST …/persons:import {items:[{distinct_ids, properties?, is_identified?, created_at?}]}</c>: makes persons, joins their distinct ids, sets properties. No events.
/// All items or none; safe to send again.
/// </summary>
internal static class ImportPersons
{
    private const int MostItems = 10_000;
    private const int LongestId = 400;

    internal sealed record Answer(int Imported);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/products/{productId}/persons:import", HandleAsync)
        .WithTags("Persons").WithName("importPersons").ProducesProblem(400).ProducesProblem(403).ProducesProblem(404);

    private static async Task<Answer> HandleAsync(ProductId productId, HttpContext http, ProductAccess products, IngestLog log, TimeProvider time, CancellationToken cancel)
    {
        await products.FindAsync(productId, Right.RunProduct, cancel);
        using var json = await ReadAsync(http);
        var body = json.RootElement;
        if (body.ValueKind != JsonValueKind.Object || !body.TryGetProperty("items", out var items) || items.ValueKind != JsonValueKind.Array) throw ProblemException.Invalid("items", "required", "items");
        if (items.GetArrayLength() > MostItems) throw ProblemException.Invalid("items", "too_many", "items", MostItems);
        var persons = items.EnumerateArray().Select((item, at) => Read(item, $"items[{at}]")).ToList();
        if (persons.Count == 0) return new Answer(0);
        using var record = PersonsRecord.Write(productId, Intake.Micros(time.GetUtcNow()), persons);
        await log.AppendAsync(record.Frame());
        return new Answer(persons.Count);
    }

    /// <summary>Packed or plain, and cleaned of escapes that no text may hold, as events are.</summary>
    private static async Task<JsonDocument> ReadAsync(HttpContext http)
    {
        try
        {
            using var body = Unpacking.Unpack(await BodySize.ReadAsync(http));
            return JsonDocument.Parse(body.Memory.ToArray());
        }
        catch (IngestRefusal refusal)
        {
            throw new ProblemException(refusal.Status, refusal.Status == 413 ? "too_large" : "bad_request");
        }
    }

    private static ImportedPerson Read(JsonElement item, string at)
    {
        if (item.ValueKind != JsonValueKind.Object) throw ProblemException.Invalid(at, "required", at);
        return new ImportedPerson(Ids(item, at + ".distinct_ids"), Properties(item, at + ".properties"), Flag(item, at + ".is_identified"), Created(item, at + ".created_at"));
    }

    private static List<string> Ids(JsonElement item, string at)
    {
        if (!item.TryGetProperty("distinct_ids", out var ids) || ids.ValueKind != JsonValueKind.Array || ids.GetArrayLength() == 0) throw ProblemException.Invalid(at, "required", at);
        return [.. ids.EnumerateArray().Select(id => id.ValueKind == JsonValueKind.String && id.GetString() is { Length: > 0 } text && Encoding.UTF8.GetByteCount(text) <= LongestId
            ? text : throw ProblemException.Invalid(at, "bad_value", at, Shown(id)))];
    }

    private static string? Properties(JsonElement item, string at) => !item.TryGetProperty("properties", out var properties) || properties.ValueKind == JsonValueKind.Null ? null
        : properties.ValueKind == JsonValueKind.Object ? properties.GetRawText() : throw ProblemException.Invalid(at, "bad_value", at, Shown(properties));

    private static bool Flag(JsonElement item, string at) => item.TryGetProperty("is_identified", out var flag) && flag.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw ProblemException.Invalid(at, "bad_value", at, Shown(flag)),
    };

    private static long? Created(JsonElement item, string at)
    {
        if (!item.TryGetProperty("created_at", out var created) || created.ValueKind == JsonValueKind.Null) return null;
        return created.ValueKind == JsonValueKind.String && Moments.TryRead(Encoding.UTF8.GetBytes(created.GetString()!), out var micros) ? micros : throw ProblemException.Invalid(at, "bad_date", at, Shown(created));
    }

    private static string Shown(JsonElement value) => value.GetRawText() is { Length: > 60 } text ? text[..60] : value.GetRawText();
}
