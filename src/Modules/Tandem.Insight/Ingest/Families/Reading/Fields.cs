using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Reading;

/// <summary>Fields of an address and of an urlencoded form, or of one JSON object that stands for them; an empty field is none.</summary>
internal sealed class Fields
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Dictionary<string, string> _values = [];

    public string? this[string name] => _values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public IEnumerable<KeyValuePair<string, string>> All => _values;

    /// <summary>The query and, where the body is a form, its fields; these win.</summary>
    /// <exception cref="IngestRefusal">400 where a field is no valid UTF-8.</exception>
    public static Fields Of(HttpRequest request, ReadOnlySpan<byte> body)
    {
        var fields = Parse(Encoding.UTF8.GetBytes(request.QueryString.Value ?? ""));
        if (!IsJson(body)) fields.Add(body);
        return fields;
    }

    public static Fields Parse(ReadOnlySpan<byte> text)
    {
        var fields = new Fields();
        fields.Add(text);
        return fields;
    }

    /// <summary>The members of an object: texts as they are, anything else as it is written.</summary>
    public static Fields Of(JsonElement json)
    {
        var fields = new Fields();
        foreach (var member in json.EnumerateObject()) fields._values[member.Name] = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
        return fields;
    }

    public static bool IsJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>A field's JSON; null where there is no such field.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public JsonElement? Json(string name) => this[name] is { } text ? JsonFields.Parse(text) : null;

    /// <summary>A field's JSON that is packed: base64, perhaps of gzip.</summary>
    public JsonElement? Packed(string name)
    {
        if (this[name] is not { } text) return null;
        var bytes = new PooledBytes(text.Length + 1);
        // in base64 that was not escaped a plus is a plus
        bytes.Write(Encoding.UTF8.GetBytes(text.AsSpan().ContainsAny('{', '[') ? text : text.Replace(' ', '+')));
        using var unpacked = Unpacking.Unpack(bytes);
        return JsonFields.Parse(unpacked.Span);
    }

    private void Add(ReadOnlySpan<byte> text)
    {
        if (text is [(byte)'?', ..]) text = text[1..];
        foreach (var range in text.Split((byte)'&'))
        {
            var pair = text[range];
            if (pair.IsEmpty) continue;
            var equals = pair.IndexOf((byte)'=');
            if (equals < 0) _values[Unescape(pair)] = "";
            else _values[Unescape(pair[..equals])] = Unescape(pair[(equals + 1)..]);
        }
    }

    private static string Unescape(ReadOnlySpan<byte> text)
    {
        try
        {
            return Strict.GetString(UrlText.Unescape(text)).Replace('\0', '\uFFFD');
        }
        catch (DecoderFallbackException)
        {
            throw new IngestRefusal(400, DropReasons.BadEncoding);
        }
    }
}
