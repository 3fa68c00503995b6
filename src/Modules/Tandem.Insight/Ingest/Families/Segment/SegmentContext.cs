using System.Text.Json;

namespace Tandem.Insight.Ingest.Families.Segment;

/// <summary>What a message's context says, under the names that questions know: library, campaign (utm_…), page, zone, language.</summary>
internal static class SegmentContext
{
    private static readonly Dictionary<string, string> Page = new() { ["url"] = "$current_url", ["path"] = "$pathname", ["referrer"] = "$referrer", ["title"] = "title" };
    private static readonly Dictionary<string, string> Library = new() { ["name"] = "$lib", ["version"] = "$lib_version" };

    public static void Write(Utf8JsonWriter writer, ReadOnlyMemory<byte> context, HashSet<string> names)
    {
        if (context.IsEmpty) return;
        using var document = JsonDocument.Parse(context, new JsonDocumentOptions { MaxDepth = JsonSlices.MaxDepth });
        foreach (var part in document.RootElement.EnumerateObject())
        {
            switch (part.Name)
            {
                case "page": Strings(writer, part.Value, names, name => Page.GetValueOrDefault(name)); break;
                case "library": Strings(writer, part.Value, names, name => Library.GetValueOrDefault(name)); break;
                case "campaign": Strings(writer, part.Value, names, name => "utm_" + (name == "name" ? "campaign" : name)); break;
                case "timezone": String(writer, "$timezone", part.Value, names); break;
                case "locale": String(writer, "$locale", part.Value, names); break;
                case "userAgent": String(writer, "$raw_user_agent", part.Value, names); break;
            }
        }
    }

    private static void Strings(Utf8JsonWriter writer, JsonElement from, HashSet<string> names, Func<string, string?> rename)
    {
        if (from.ValueKind != JsonValueKind.Object) return;
        foreach (var part in from.EnumerateObject()) if (rename(part.Name) is { } name) String(writer, name, part.Value, names);
    }

    private static void String(Utf8JsonWriter writer, string name, JsonElement value, HashSet<string> names)
    {
        if (value.ValueKind == JsonValueKind.String && names.Add(name)) writer.WriteString(name, value.GetString());
    }
}
