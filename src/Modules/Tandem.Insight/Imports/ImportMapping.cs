using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Insight.Imports;

/// <summary>
/// How the rows of a table become events: a JSON file beside the data. One row may make several events; <c>once</c> makes one for all rows with the same value
/// (an order of its lines). docs/api/import.md describes every field.
/// </summary>
internal sealed record ImportMapping
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public required TimeMapping Time { get; init; }
    public required PersonMapping Person { get; init; }
    public required IReadOnlyList<EventMapping> Events { get; init; }

    /// <summary>Field separator; guessed from the first line where absent.</summary>
    public string? Separator { get; init; }

    /// <exception cref="ImportException">The file is no mapping; the message names the place.</exception>
    public static ImportMapping Read(string json)
    {
        try
        {
            var mapping = JsonSerializer.Deserialize<ImportMapping>(json, Reading) ?? throw new ImportException("The mapping is empty.");
            if (mapping.Events.Count == 0) throw new ImportException("events: the mapping makes no events.");
            return mapping;
        }
        catch (JsonException error)
        {
            throw new ImportException($"The mapping is wrong: {error.Message}");
        }
    }
}

/// <param name="Column">Where the time stands.</param>
/// <param name="Format">As <c>yyyy-MM-dd HH:mm:ss</c> (NodaTime's patterns); ISO 8601 where absent.</param>
/// <param name="Zone">IANA zone of times without an offset; UTC where absent.</param>
internal sealed record TimeMapping(string Column, string? Format, string? Zone);

/// <summary>The distinct id: a column, without a suffix that spreadsheets leave (<c>.0</c>). Rows where it is empty are guests, if the mapping says what tells them apart.</summary>
internal sealed record PersonMapping(string Column, string? RemoveSuffix, string? Prefix, GuestMapping? Guest);

/// <summary>Guests: their events count by this id, but no person is made of them.</summary>
internal sealed record GuestMapping(string Column, string? Prefix);

/// <summary>One kind of event that a row makes.</summary>
/// <param name="Name">The event's name.</param>
/// <param name="NameColumn">Where the name stands, in place of <paramref name="Name"/>.</param>
/// <param name="Once">Column: one event for all rows with the same value there, at the first one's time.</param>
/// <param name="When">Only rows that hold this.</param>
/// <param name="Unless">Not those that hold this.</param>
/// <param name="Id">Columns that name the event for good; the file and row where absent.</param>
/// <param name="Properties">Property name → where it comes from.</param>
internal sealed record EventMapping(string? Name, string? NameColumn, string? Once, Condition? When, Condition? Unless, IReadOnlyList<string>? Id, Dictionary<string, ValueMapping>? Properties);

/// <summary>What a cell must be: begins with one of the texts, equals one of them, or is not empty.</summary>
internal sealed record Condition(string Column, IReadOnlyList<string>? StartsWith, [property: JsonPropertyName("equals")] IReadOnlyList<string>? EqualTo, bool? NotEmpty);

/// <summary>A property's value: a column (type text, number or boolean; an empty cell gives no property), the exact product of columns, or a constant.</summary>
[JsonConverter(typeof(ShortForm))]
internal sealed record ValueMapping(string? Column, string? Type, string? RemoveSuffix, IReadOnlyList<string>? Multiply, string? Value)
{
    /// <summary><c>"Country"</c> is short for <c>{"column": "Country"}</c>.</summary>
    private sealed class ShortForm : JsonConverter<ValueMapping>
    {
        private sealed record Long(string? Column, string? Type, string? RemoveSuffix, IReadOnlyList<string>? Multiply, string? Value);

        public override ValueMapping Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String) return new ValueMapping(reader.GetString(), null, null, null, null);
            var whole = JsonSerializer.Deserialize<Long>(ref reader, options)!;
            return new ValueMapping(whole.Column, whole.Type, whole.RemoveSuffix, whole.Multiply, whole.Value);
        }

        public override void Write(Utf8JsonWriter writer, ValueMapping value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}

/// <summary>The import can't go on; the message is for the person who started it.</summary>
internal sealed class ImportException(string message) : Exception(message);
