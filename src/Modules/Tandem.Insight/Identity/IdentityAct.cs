using System.Text.Json;

namespace Tandem.Insight.Identity;

internal enum IdentityKind
{
    /// <summary>Only <c>$set</c>, <c>$set_once</c>, <c>$unset</c>.</summary>
    Set,
    Identify,

    /// <summary>An event whose client names user and device side by side: the device's anonymous past is the user's.</summary>
    Link,
    Alias,
    MergeDangerously,
    Group,
}

/// <summary>What an event says about its person, another distinct id or a group. The JSON texts are objects (Unset: an array), or null.</summary>
internal sealed record IdentityAct(IdentityKind Kind, string? Other, string? Set, string? SetOnce, string? Unset, string? GroupType)
{
    /// <summary>Reads it from the properties of an event; null where they say nothing that can be used.</summary>
    /// <param name="name">The event's.</param>
    /// <param name="properties">Its JSON object.</param>
    /// <param name="links">Its <c>$anon_distinct_id</c> counts whatever the name is.</param>
    public static IdentityAct? Read(string name, ReadOnlySpan<byte> properties, bool links)
    {
        string? anon = null, alias = null, type = null, key = null, groupSet = null, set = null, setOnce = null, unset = null;
        var reader = new Utf8JsonReader(properties);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.GetString();
            reader.Read();
            switch (field)
            {
                case "$anon_distinct_id": anon = Id(ref reader); break;
                case "alias": alias = Id(ref reader); break;
                case "$group_type": type = Id(ref reader); break;
                case "$group_key": key = Id(ref reader); break;
                case "$group_set": groupSet = Raw(ref reader, properties, JsonTokenType.StartObject); break;
                case "$set": set = Raw(ref reader, properties, JsonTokenType.StartObject); break;
                case "$set_once": setOnce = Raw(ref reader, properties, JsonTokenType.StartObject); break;
                case "$unset": unset = Raw(ref reader, properties, JsonTokenType.StartArray); break;
                default: reader.Skip(); break;
            }
        }
        return name switch
        {
            "$identify" => new(IdentityKind.Identify, anon, set, setOnce, unset, null),
            "$create_alias" => new(IdentityKind.Alias, alias, set, setOnce, unset, null),
            "$merge_dangerously" => new(IdentityKind.MergeDangerously, alias, set, setOnce, unset, null),
            "$groupidentify" => type is null || key is null ? null : new(IdentityKind.Group, key, groupSet, null, null, type),
            "$exception" or "$$heatmap" => null,
            _ when links && anon is not null => new(IdentityKind.Link, anon, set, setOnce, unset, null),
            _ => set is null && setOnce is null && unset is null ? null : new(IdentityKind.Set, null, set, setOnce, unset, null),
        };
    }

    private static string? Id(ref Utf8JsonReader reader)
    {
        var id = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString(),
            JsonTokenType.Number => System.Text.Encoding.UTF8.GetString(reader.ValueSpan),
            _ => null,
        };
        reader.Skip();
        return id;
    }

    private static string? Raw(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, JsonTokenType wanted)
    {
        var (start, fits) = ((int)reader.TokenStartIndex, reader.TokenType == wanted);
        reader.Skip();
        return fits ? System.Text.Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]) : null;
    }
}
