using Tandem.Insight.Ingest.Records;

namespace Tandem.Insight.Ingest.Steps;

/// <summary>One event in the one shape that every family's parser gives. Texts are unescaped UTF-8, in the request's body or made beside it.</summary>
internal struct RawEvent
{
    /// <summary>Null where the client gave none: each sending then is an event of its own.</summary>
    public Guid? Id;
    public ReadOnlyMemory<byte> Name;
    public ReadOnlyMemory<byte> DistinctId;

    /// <summary>A JSON object; empty memory where the event has none.</summary>
    public ReadOnlyMemory<byte> Properties;
    public SentTime Happened;

    /// <summary>Age in microseconds at sending, in place of a time.</summary>
    public long? Offset;

    /// <summary>Clock repair is off for this event.</summary>
    public bool IgnoreSent;
    public EventMarks Marks;

    /// <summary>Why the family can't take it, though it is well-formed.</summary>
    public string? Refused;
}

/// <summary>What a family's parser found in a request.</summary>
internal sealed class ParsedRequest
{
    /// <summary>The write key, UTF-8; empty where the body has none.</summary>
    public ReadOnlyMemory<byte> Key;
    public SentTime Sent;

    /// <summary>Times are right as they are.</summary>
    public bool Historical;

    /// <summary>One event, not a list of events: if it is bad, the request is.</summary>
    public bool Alone;
    public List<RawEvent> Events { get; } = new(32);
}
