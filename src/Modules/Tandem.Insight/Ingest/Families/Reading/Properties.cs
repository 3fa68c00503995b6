using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tandem.Insight.Ingest.Families.Reading;

/// <summary>An event's properties while a family puts them together. Of two with one name the first stays; what is absent or null is left out.</summary>
internal sealed class Properties
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    private readonly ArrayBufferWriter<byte> _buffer = new(256);
    private readonly Utf8JsonWriter _writer;
    private readonly HashSet<string> _names = [];

    public Properties()
    {
        _writer = new Utf8JsonWriter(_buffer, Writing);
        _writer.WriteStartObject();
    }

    public Properties Text(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && _names.Add(name)) _writer.WriteString(name, value);
        return this;
    }

    /// <summary>A number that came as text; text that is none stays text.</summary>
    public Properties Number(string name, string? value)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return Text(name, value);
        return Number(name, number);
    }

    public Properties Number(string name, decimal? value)
    {
        if (value is { } number && _names.Add(name)) _writer.WriteNumber(name, number);
        return this;
    }

    public Properties Value(string name, JsonElement? value)
    {
        if (value is not { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } json || !_names.Add(name)) return this;
        _writer.WritePropertyName(name);
        json.WriteTo(_writer);
        return this;
    }

    /// <summary>Every member of an object (anything else has none), under the name that <paramref name="rename"/> gives; null leaves it out.</summary>
    public Properties All(JsonElement? of, Func<string, string?>? rename = null)
    {
        if (of is not { ValueKind: JsonValueKind.Object } json) return this;
        foreach (var member in json.EnumerateObject())
            if ((rename is null ? member.Name : rename(member.Name)) is { } name) Value(name, member.Value);
        return this;
    }

    /// <summary>An object of its own, where it has members.</summary>
    public Properties Object(string name, Properties value)
    {
        if (value._names.Count == 0 || !_names.Add(name)) return this;
        _writer.WritePropertyName(name);
        _writer.WriteRawValue(value.Done().Span, skipInputValidation: true);
        return this;
    }

    public ReadOnlyMemory<byte> Done()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenMemory;
    }
}
