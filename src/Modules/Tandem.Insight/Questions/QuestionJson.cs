using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Tandem.Insight.Questions;

/// <summary>Questions and their answers are written in snake_case, absent parts left out, decimals without trailing zeros.</summary>
internal static class QuestionJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new PlainDecimals() },
    };

    /// <summary>For people to read.</summary>
    public static readonly JsonSerializerOptions Indented = new(Options) { WriteIndented = true };

    /// <summary>The answer with the moment up to which data is counted.</summary>
    public static byte[] Write(object answer, DateTime dataThrough)
    {
        var node = (JsonObject)JsonSerializer.SerializeToNode(answer, answer.GetType(), Options)!;
        node["data_through"] = JsonValue.Create(dataThrough);
        return JsonSerializer.SerializeToUtf8Bytes(node, Options);
    }

    /// <summary>1.500 → 1.5: dividing by one with 28 zeros leaves no trailing zero.</summary>
    public static decimal Plain(decimal value) => value / 1.0000000000000000000000000000m;

    private sealed class PlainDecimals : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(Plain(value));
    }
}
