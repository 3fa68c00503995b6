using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Segment;

/// <summary>
/// Segment's calls in the words of the event store: track → the event, page → <c>$pageview</c>, screen → <c>$screen</c>, identify → <c>$identify</c> with <c>$set</c>,
/// group → <c>$groupidentify</c>, alias → <c>$create_alias</c>.
/// </summary>
internal static class SegmentMapping
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static RawEvent Map(in SegmentMessage message)
    {
        var raw = new RawEvent
        {
            Id = message.Id.IsEmpty ? null : EventIds.Of(message.Id.Span),
            DistinctId = message.User.IsEmpty ? message.Anonymous : message.User,
            Happened = message.Happened,
        };
        switch (message.Kind)
        {
            case "identify":
                raw.Name = message.User.IsEmpty ? "$set"u8.ToArray() : "$identify"u8.ToArray();
                raw.Marks = EventMarks.SetsPerson;
                break;
            case "alias":
                raw.Name = "$create_alias"u8.ToArray();
                break;
            case "group":
                raw.Name = message.Group.IsEmpty ? default : "$groupidentify"u8.ToArray();
                break;
            case "page":
                raw.Name = "$pageview"u8.ToArray();
                break;
            case "screen":
                raw.Name = "$screen"u8.ToArray();
                break;
            default:
                raw.Name = message.Event;
                break;
        }
        raw.Properties = Properties(message);
        return raw;
    }

    private static ReadOnlyMemory<byte> Properties(in SegmentMessage message)
    {
        var buffer = new ArrayBufferWriter<byte>(256 + message.Properties.Length + message.Traits.Length);
        using var writer = new Utf8JsonWriter(buffer, Writing);
        writer.WriteStartObject();
        var names = new HashSet<string>();
        Copy(writer, message.Properties, names, rename: message.Kind is "page" or "screen");
        switch (message.Kind)
        {
            case "identify":
                if (!message.User.IsEmpty && !message.Anonymous.IsEmpty && !message.User.Span.SequenceEqual(message.Anonymous.Span)) writer.WriteString("$anon_distinct_id"u8, message.Anonymous.Span);
                Raw(writer, "$set"u8, message.Traits);
                break;
            case "alias":
                writer.WriteString("alias"u8, message.Previous.Span);
                break;
            case "group":
                Group(writer, message);
                break;
            case "screen" when !message.Name.IsEmpty:
                writer.WriteString("$screen_name"u8, message.Name.Span);
                break;
            case "page" when !message.Name.IsEmpty && names.Add("name"):
                writer.WriteString("name"u8, message.Name.Span);
                break;
        }
        if (message.Event.Span.SequenceEqual("Order Completed"u8)) OrderRevenue.Add(writer, message.Properties, names);
        SegmentContext.Write(writer, message.Context, names);
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void Group(Utf8JsonWriter writer, in SegmentMessage message)
    {
        writer.WriteString("$group_type"u8, "company"u8);
        writer.WriteString("$group_key"u8, message.Group.Span);
        Raw(writer, "$group_set"u8, message.Traits);
        writer.WriteStartObject("$groups"u8);
        writer.WriteString("company"u8, message.Group.Span);
        writer.WriteEndObject();
    }

    private static void Raw(Utf8JsonWriter writer, ReadOnlySpan<byte> name, ReadOnlyMemory<byte> value)
    {
        if (value.IsEmpty) return;
        writer.WritePropertyName(name);
        writer.WriteRawValue(value.Span, skipInputValidation: true);
    }

    /// <summary>Properties as they were sent; of a page its address under the usual names.</summary>
    private static void Copy(Utf8JsonWriter writer, ReadOnlyMemory<byte> properties, HashSet<string> names, bool rename)
    {
        if (properties.IsEmpty) return;
        var reader = new Utf8JsonReader(properties.Span, JsonSlices.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            var value = JsonSlices.Raw(ref reader, properties);
            if (rename) name = name switch { "url" => "$current_url", "path" => "$pathname", "referrer" => "$referrer", _ => name };
            if (!names.Add(name)) continue;
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.Span, skipInputValidation: true);
        }
    }
}
