using System.Text.Json;
using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.PostHog;

/// <summary>
/// Reads PostHog's shapes in one pass: <c>{api_key, batch, sent_at}</c>, a list of events, one event. The key may stand at the top, in an event or in its properties;
/// <c>$set</c> and <c>$set_once</c> at the top of an event or in its properties.
/// </summary>
internal sealed class PostHogParser(ReadOnlyMemory<byte> json)
{
    private readonly ParsedRequest _request = new();

    public ParsedRequest Parse()
    {
        var reader = new Utf8JsonReader(json.Span, JsonSlices.Options);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                Events(ref reader);
                break;
            case JsonTokenType.StartObject:
                Top(ref reader);
                break;
            default:
                throw new IngestRefusal(400, DropReasons.Shape);
        }
        if (reader.Read()) throw new JsonException();
        return _request;
    }

    /// <summary>The envelope of a batch and a single event are one object: what is read decides.</summary>
    private void Top(ref Utf8JsonReader reader)
    {
        var single = new PostHogEvent();
        var isBatch = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.SequenceEqual("batch"u8) || name.SequenceEqual("data"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartArray) throw new IngestRefusal(400, DropReasons.Shape);
                isBatch = true;
                Events(ref reader);
            }
            else if (name.SequenceEqual("sent_at"u8) || name.SequenceEqual("created_at"u8))
            {
                var stronger = name[0] == 's';
                reader.Read();
                var time = JsonSlices.Time(ref reader, json);
                if (stronger || !_request.Sent.Present) _request.Sent = time;
            }
            else if (name.SequenceEqual("historical_migration"u8))
            {
                reader.Read();
                _request.Historical = reader.TokenType == JsonTokenType.True;
                reader.Skip();
            }
            else
            {
                Field(ref reader, ref single);
            }
        }
        if (isBatch) return;
        _request.Alone = true;
        _request.Events.Add(single.Finish());
    }

    private void Events(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.StartObject) throw new IngestRefusal(400, DropReasons.Shape);
            var one = new PostHogEvent();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) Field(ref reader, ref one);
            _request.Events.Add(one.Finish());
        }
    }

    private void Field(ref Utf8JsonReader reader, ref PostHogEvent one)
    {
        var field = Known(reader.ValueSpan);
        reader.Read();
        switch (field)
        {
            case Part.Event: one.Raw.Name = JsonSlices.Text(ref reader, json); break;
            case Part.DistinctId: one.Raw.DistinctId = JsonSlices.Text(ref reader, json); break;
            case Part.Uuid: one.Raw.Id = EventIds.Read(JsonSlices.Text(ref reader, json).Span); break;
            case Part.Timestamp: one.Raw.Happened = JsonSlices.Time(ref reader, json); break;
            case Part.Offset: one.Raw.Offset = reader.TokenType == JsonTokenType.Number ? (long)(reader.GetDouble() * 1000) : null; reader.Skip(); break;
            case Part.Key: Key(JsonSlices.Text(ref reader, json)); break;
            case Part.Properties: Properties(ref reader, ref one); break;
            case Part.Set: one.Set = JsonSlices.Object(ref reader, json); break;
            case Part.SetOnce: one.SetOnce = JsonSlices.Object(ref reader, json); break;
            case Part.Options: Options(ref reader, ref one); break;
            default: reader.Skip(); break;
        }
    }

    private void Properties(ref Utf8JsonReader reader, ref PostHogEvent one)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        var start = (int)reader.TokenStartIndex;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            if (name.Length > 0 && name[0] is (byte)'$' or (byte)'d' or (byte)'t' && Property(ref reader, name, ref one)) continue;
            reader.Skip();
        }
        one.Raw.Properties = json[start..(int)reader.BytesConsumed];
    }

    /// <summary>Properties that say something of the event itself; false leaves the value to be skipped.</summary>
    private bool Property(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref PostHogEvent one)
    {
        if (name.SequenceEqual("distinct_id"u8) || name.SequenceEqual("$distinct_id"u8))
        {
            reader.Read();
            var id = JsonSlices.Text(ref reader, json);
            if (one.Raw.DistinctId.IsEmpty) one.Raw.DistinctId = id;
            return true;
        }
        if (name.SequenceEqual("token"u8))
        {
            reader.Read();
            Key(JsonSlices.Text(ref reader, json));
            return true;
        }
        if (name.SequenceEqual("$set"u8)) one.HasSet = true;
        else if (name.SequenceEqual("$set_once"u8)) one.HasSetOnce = true;
        else if (name.SequenceEqual("$unset"u8)) one.Raw.Marks |= EventMarks.SetsPerson;
        else if (name.SequenceEqual("$process_person_profile"u8)) Flag(ref reader, wanted: false, EventMarks.Personless, ref one);
        else if (name.SequenceEqual("$ignore_sent_at"u8))
        {
            reader.Read();
            one.Raw.IgnoreSent = reader.TokenType == JsonTokenType.True;
            reader.Skip();
            return true;
        }
        return reader.TokenType != JsonTokenType.PropertyName;
    }

    private static void Flag(ref Utf8JsonReader reader, bool wanted, EventMarks mark, ref PostHogEvent one)
    {
        reader.Read();
        if (reader.TokenType == (wanted ? JsonTokenType.True : JsonTokenType.False)) one.Raw.Marks |= mark;
        reader.Skip();
    }

    /// <summary>The capture v1 protocol moves some <c>$…</c> properties into <c>options</c>.</summary>
    private static void Options(ref Utf8JsonReader reader, ref PostHogEvent one)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("process_person_profile"u8)) Flag(ref reader, wanted: false, EventMarks.Personless, ref one);
            else reader.Skip();
        }
    }

    private void Key(ReadOnlyMemory<byte> key)
    {
        if (_request.Key.IsEmpty) _request.Key = key;
    }

    private enum Part { Other, Event, DistinctId, Uuid, Timestamp, Offset, Key, Properties, Set, SetOnce, Options }

    private static Part Known(ReadOnlySpan<byte> name) => name.Length switch
    {
        4 when name.SequenceEqual("uuid"u8) => Part.Uuid,
        4 when name.SequenceEqual("$set"u8) => Part.Set,
        5 when name.SequenceEqual("event"u8) => Part.Event,
        5 when name.SequenceEqual("token"u8) => Part.Key,
        6 when name.SequenceEqual("offset"u8) => Part.Offset,
        6 when name.SequenceEqual("$token"u8) => Part.Key,
        7 when name.SequenceEqual("api_key"u8) => Part.Key,
        7 when name.SequenceEqual("options"u8) => Part.Options,
        9 when name.SequenceEqual("timestamp"u8) => Part.Timestamp,
        9 when name.SequenceEqual("$set_once"u8) => Part.SetOnce,
        10 when name.SequenceEqual("properties"u8) => Part.Properties,
        11 when name.SequenceEqual("distinct_id"u8) => Part.DistinctId,
        12 when name.SequenceEqual("$distinct_id"u8) => Part.DistinctId,
        _ => Part.Other,
    };
}
