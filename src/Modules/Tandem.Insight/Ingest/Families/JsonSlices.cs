using System.Text.Json;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families;

/// <summary>Reading a request's JSON in place: values as slices of the body.</summary>
internal static class JsonSlices
{
    /// <summary>Deeper is refused: databases and other readers have limits too.</summary>
    public const int MaxDepth = 64;

    public static readonly JsonReaderOptions Options = new() { MaxDepth = MaxDepth };

    /// <summary>A string unescaped, or a number as written; empty for anything else. The reader stays on the value.</summary>
    public static ReadOnlyMemory<byte> Text(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType == JsonTokenType.Number) return json.Slice((int)reader.TokenStartIndex, reader.ValueSpan.Length);
        if (reader.TokenType != JsonTokenType.String)
        {
            reader.Skip();
            return default;
        }
        if (!reader.ValueIsEscaped) return json.Slice((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        var unescaped = new byte[reader.ValueSpan.Length];
        return unescaped.AsMemory(0, reader.CopyString(unescaped));
    }

    /// <summary>The whole value as it is written; the reader ends on its last token.</summary>
    public static ReadOnlyMemory<byte> Raw(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return json[start..(int)reader.BytesConsumed];
    }

    /// <summary>An object as it is written, empty for anything else.</summary>
    public static ReadOnlyMemory<byte> Object(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var raw = Raw(ref reader, json);
        return isObject ? raw : default;
    }

    public static SentTime Time(ref Utf8JsonReader reader, ReadOnlyMemory<byte> json)
    {
        if (reader.TokenType == JsonTokenType.Null) return SentTime.Absent;
        if (reader.TokenType == JsonTokenType.Number) return SentTime.At(Moments.FromNumber(reader.GetDouble()));
        var text = Text(ref reader, json);
        return text.IsEmpty ? SentTime.Absent : Moments.TryRead(text.Span, out var micros) ? SentTime.At(micros) : SentTime.Unreadable;
    }

    /// <summary>An object with one more property in front.</summary>
    public static ReadOnlyMemory<byte> Prepend(ReadOnlyMemory<byte> json, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        var rest = json.IsEmpty ? "}"u8 : json.Span[1..];
        var comma = rest.TrimStart(" \t\r\n"u8) is not [(byte)'}', ..];
        var made = new byte[name.Length + value.Length + rest.Length + 5];
        var at = 0;
        Put(made, ref at, "{\""u8);
        Put(made, ref at, name);
        Put(made, ref at, "\":"u8);
        Put(made, ref at, value);
        if (comma) Put(made, ref at, ","u8);
        Put(made, ref at, rest);
        return made.AsMemory(0, at);
    }

    private static void Put(byte[] into, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(into.AsSpan(at));
        at += bytes.Length;
    }
}
