using System.Globalization;
using System.Text;
using System.Text.Json;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Reading;

/// <summary>Members of a JSON object as families ask for them: absent, null and of another kind are the same.</summary>
internal static class JsonFields
{
    public static JsonElement Parse(ReadOnlySpan<byte> utf8) => JsonElement.Parse(utf8, new JsonDocumentOptions { MaxDepth = JsonSlices.MaxDepth });

    /// <summary>JSON that came as a text, so its escapes are not cleaned yet.</summary>
    public static JsonElement Parse(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Escapes.Clean(bytes);
        return Parse(bytes);
    }

    public static JsonElement? Member(this JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.Null ? value : null;

    /// <summary>A text, or a number as it is written; null where it is empty.</summary>
    public static string? Text(this JsonElement of, string name) => of.Member(name) is { } value ? Text(value) : null;

    public static string? Text(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => text,
        JsonValueKind.Number => value.GetRawText(),
        _ => null,
    };

    public static JsonElement? Object(this JsonElement of, string name) => of.Member(name) is { ValueKind: JsonValueKind.Object } value ? value : null;

    public static decimal? Number(this JsonElement of, string name) =>
        of.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDecimal(out var number) ? number : null;

    /// <summary>A moment: milliseconds or seconds since 1970, or ISO 8601.</summary>
    public static SentTime Time(this JsonElement of, string name) => Moment(of.Text(name));

    public static SentTime Moment(string? text)
    {
        if (text is null) return SentTime.Absent;
        if (double.TryParse(text, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return SentTime.At(Moments.FromNumber(number));
        return Moments.TryRead(Encoding.UTF8.GetBytes(text), out var micros) ? SentTime.At(micros) : SentTime.Unreadable;
    }

    /// <summary>The objects of a list, or the one object.</summary>
    /// <exception cref="IngestRefusal">400 where it is neither.</exception>
    public static IEnumerable<JsonElement> Objects(this JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => [json],
        JsonValueKind.Array => json.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object ? item : throw new IngestRefusal(400, DropReasons.Shape)),
        _ => throw new IngestRefusal(400, DropReasons.Shape),
    };

    /// <summary>The one object that a body must be.</summary>
    public static JsonElement OneObject(ReadOnlyMemory<byte> json)
    {
        var read = Parse(json.Span);
        return read.ValueKind == JsonValueKind.Object ? read : throw new IngestRefusal(400, DropReasons.Shape);
    }

    public static ReadOnlyMemory<byte> Utf8(string? text) => text is null ? default : Encoding.UTF8.GetBytes(text);
}
