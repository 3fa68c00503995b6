using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Families.Reading;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.GoogleAnalytics;

/// <summary><c>/debug/mp/collect</c>: stores nothing, says what is wrong with a request.</summary>
internal sealed partial class MeasurementCheck : IIngestFamily
{
    public const string Path = "/debug/mp/collect";

    public ParsedRequest Parse(ReadOnlyMemory<byte> json, HttpRequest request)
    {
        var sent = JsonFields.OneObject(json);
        request.HttpContext.Items[typeof(MeasurementCheck)] = Messages(sent).ToList();
        return new ParsedRequest { Key = JsonFields.Utf8(request.Query["api_secret"]) };
    }

    public Task AnswerAsync(HttpContext http, ParsedRequest request, IReadOnlyList<EventVerdict> verdicts) =>
        IngestAnswers.JsonAsync(http, JsonSerializer.SerializeToUtf8Bytes(new { validationMessages = http.Items[typeof(MeasurementCheck)] }));

    private static IEnumerable<object> Messages(JsonElement sent)
    {
        if (sent.Text("client_id") is null && sent.Text("user_id") is null) yield return Message("client_id", "VALUE_REQUIRED", "client_id or user_id is required.");
        if (sent.Member("events") is not { ValueKind: JsonValueKind.Array } events)
        {
            yield return Message("events", "VALUE_REQUIRED", "events must be a list.");
            yield break;
        }
        if (events.GetArrayLength() > MeasurementProtocol.MostEvents) yield return Message("events", "EXCEEDED_MAX_ENTITIES", $"At most {MeasurementProtocol.MostEvents} events a request.");
        foreach (var one in events.EnumerateArray())
        {
            if (one.Text("name") is not { } name) yield return Message("events", "NAME_INVALID", "An event has no name.");
            else if (!Named().IsMatch(name)) yield return Message("events", "NAME_INVALID", $"Event name '{name}' must begin with a letter and hold letters, digits and _ only, 40 at most.");
        }
    }

    private static object Message(string field, string code, string text) => new { fieldPath = field, description = text, validationCode = code };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_]{0,39}$")]
    private static partial Regex Named();
}
