using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tandem.Contracts.Ids;

namespace Tandem.Kernel.Web;

/// <summary>How JSON is written everywhere: camelCase, ids as text, enums as camelCase words, Chinese unescaped, DateTime of kind UTC with Z, wall clock without.</summary>
public static class TandemJson
{
    public static readonly JsonSerializerOptions Options = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web));

    public static JsonSerializerOptions Apply(JsonSerializerOptions options)
    {
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.Converters.Add(new TypedIdJson());
        options.Converters.Add(new OneName());
        return options;
    }

    /// <summary>Enums by name: neither numbers nor, as .NET would read them, several names added up to a value that may have no name.</summary>
    private sealed class OneName : JsonConverterFactory
    {
        private static readonly JsonStringEnumConverter Names = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

        public override bool CanConvert(Type type) => type.IsEnum;

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type), Names.CreateConverter(type, options))!;

        private sealed class Converter<T>(JsonConverter<T> named) : JsonConverter<T> where T : struct, Enum
        {
            public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
                reader.TokenType == JsonTokenType.String && reader.GetString()!.Contains(',', StringComparison.Ordinal) ? throw new JsonException() : named.Read(ref reader, type, options);

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => named.Write(writer, value, options);

            public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => named.ReadAsPropertyName(ref reader, type, options);

            public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => named.WriteAsPropertyName(writer, value, options);
        }
    }

    private sealed class TypedIdJson : JsonConverterFactory
    {
        public override bool CanConvert(Type type) => type.IsValueType && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ITypedId<>));

        public override JsonConverter CreateConverter(Type type, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(Converter<>).MakeGenericType(type))!;

        private sealed class Converter<T> : JsonConverter<T> where T : struct, ITypedId<T>
        {
            public override T Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
                reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value) ? T.From(value) : T.From(Guid.Empty);

            public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);

            public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => T.From(Guid.Parse(reader.GetString()!));

            public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WritePropertyName(value.Value.ToString());
        }
    }
}
