using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.Segment;

/// <summary>A message as Segment's clients send it; texts unescaped, objects as written, empty where absent.</summary>
internal struct SegmentMessage
{
    /// <summary>track, page, screen, identify, group or alias.</summary>
    public string? Kind;
    public ReadOnlyMemory<byte> Id;
    public ReadOnlyMemory<byte> User;
    public ReadOnlyMemory<byte> Anonymous;
    public ReadOnlyMemory<byte> Previous;
    public ReadOnlyMemory<byte> Group;
    public ReadOnlyMemory<byte> Event;
    public ReadOnlyMemory<byte> Name;
    public ReadOnlyMemory<byte> Properties;
    public ReadOnlyMemory<byte> Traits;
    public ReadOnlyMemory<byte> Context;
    public SentTime Happened;
}
