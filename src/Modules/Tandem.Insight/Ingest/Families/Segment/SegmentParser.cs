using System.Text.Json;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Segment;

/// <summary>Reads Segment's shapes: <c>{batch, writeKey, sentAt}</c> or one message, whose kind may come from the path.</summary>
internal sealed class SegmentParser(ReadOnlyMemory<byte> json, string? kindOfPath)
{
    private readonly ParsedRequest _request = new();

    public ParsedRequest Parse()
    {
        var reader = new Utf8JsonReader(json.Span, JsonSlices.Options);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new IngestRefusal(400, DropReasons.Shape);
        var single = new SegmentMessage { Kind = kindOfPath };
        var isBatch = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("batch"u8))
            {
                reader.Read();
                if (reader.TokenType != JsonTokenType.StartArray) throw new IngestRefusal(400, DropReasons.Shape);
                isBatch = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) Message(ref reader);
            }
            else
            {
                Field(ref reader, ref single);
            }
        }
        if (reader.Read()) throw new JsonException();
        if (!isBatch) Add(single);
        return _request;
    }

    private void Message(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new IngestRefusal(400, DropReasons.Shape);
        var message = new SegmentMessage();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName) Field(ref reader, ref message);
        Add(message);
    }

    private void Field(ref Utf8JsonReader reader, ref SegmentMessage message)
    {
        var name = reader.GetString();
        reader.Read();
        switch (name)
        {
            case "writeKey": _request.Key = JsonSlices.Text(ref reader, json); break;
            case "sentAt": if (!_request.Sent.Present) _request.Sent = JsonSlices.Time(ref reader, json); else reader.Skip(); break;
            case "type": message.Kind = System.Text.Encoding.UTF8.GetString(JsonSlices.Text(ref reader, json).Span); break;
            case "messageId": message.Id = JsonSlices.Text(ref reader, json); break;
            case "timestamp": message.Happened = JsonSlices.Time(ref reader, json); break;
            case "originalTimestamp": if (!message.Happened.Present) message.Happened = JsonSlices.Time(ref reader, json); else reader.Skip(); break;
            case "userId": message.User = JsonSlices.Text(ref reader, json); break;
            case "anonymousId": message.Anonymous = JsonSlices.Text(ref reader, json); break;
            case "previousId": message.Previous = JsonSlices.Text(ref reader, json); break;
            case "groupId": message.Group = JsonSlices.Text(ref reader, json); break;
            case "event": message.Event = JsonSlices.Text(ref reader, json); break;
            case "name": message.Name = JsonSlices.Text(ref reader, json); break;
            case "properties": message.Properties = JsonSlices.Object(ref reader, json); break;
            case "traits": message.Traits = JsonSlices.Object(ref reader, json); break;
            case "context": message.Context = JsonSlices.Object(ref reader, json); break;
            default: reader.Skip(); break;
        }
    }

    private void Add(in SegmentMessage message) => _request.Events.Add(SegmentMapping.Map(message));
}
