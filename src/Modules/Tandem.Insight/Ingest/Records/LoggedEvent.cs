namespace Tandem.Insight.Ingest.Records;

/// <summary>What the loader must do about the person of an event.</summary>
[Flags]
internal enum EventMarks : byte
{
    None = 0,

    /// <summary>The client asked for no person profile: the event counts by its distinct id alone.</summary>
    Personless = 1,

    /// <summary>The properties carry <c>$set</c>, <c>$set_once</c> or <c>$unset</c>.</summary>
    SetsPerson = 2,

    /// <summary>The name is one of those that merge persons or describe a group, or a client named user and device side by side.</summary>
    Identity = 4,
}

/// <summary>One normalised event as it lies in the log; spans point into the record.</summary>
internal ref struct LoggedEvent
{
    public Guid Id;

    /// <summary>Microseconds since 1970-01-01 UTC, after clock repair.</summary>
    public long Time;
    public EventMarks Marks;
    public ReadOnlySpan<byte> Name;
    public ReadOnlySpan<byte> DistinctId;

    /// <summary>A JSON object as the client sent it.</summary>
    public ReadOnlySpan<byte> Properties;
}
