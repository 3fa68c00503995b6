using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Tandem.Insight.Identity;

/// <summary>Properties of a person or group as JSON text: values stay as they were sent, only whole properties are replaced.</summary>
internal static class PropertyBag
{
    public const string Empty = "{}";

    /// <summary><paramref name="set"/> over all, then <paramref name="setOnce"/> only where absent, then without the names in the array <paramref name="unset"/>.</summary>
    public static string Apply(string current, string? set, string? setOnce, string? unset)
    {
        var values = Read(current);
        foreach (var (key, value) in Read(set)) values[key] = value;
        foreach (var (key, value) in Read(setOnce)) values.TryAdd(key, value);
        if (unset is not null) foreach (var name in Names(unset)) values.Remove(name);
        return Write(values);
    }

    /// <summary>Both together; what <paramref name="kept"/> has wins.</summary>
    public static string Merge(string kept, string other) => other == Empty ? kept : Apply(kept, null, other, null);

    private static OrderedDictionary<string, string> Read(string? json)
    {
        var values = new OrderedDictionary<string, string>();
        if (json is null or Empty) return values;
        var bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            values[key] = Encoding.UTF8.GetString(bytes.AsSpan(start..(int)reader.BytesConsumed));
        }
        return values;
    }

    private static IEnumerable<string> Names(string array)
    {
        using var document = JsonDocument.Parse(array);
        return [.. document.RootElement.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)];
    }

    private static string Write(OrderedDictionary<string, string> values)
    {
        if (values.Count == 0) return Empty;
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach (var (key, value) in values)
            {
                writer.WritePropertyName(key);
                writer.WriteRawValue(value, skipInputValidation: true);
            }
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
