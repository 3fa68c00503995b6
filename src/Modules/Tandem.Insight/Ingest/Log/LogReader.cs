namespace Tandem.Insight.Ingest.Log;

/// <summary>Reads the log's records in order across segments, never past what is durable.</summary>
internal sealed class LogReader(LogSegments segments, LogPosition from) : IDisposable
{
    private SegmentReader? _reader;
    private long _open = -1;

    /// <summary>Behind the last record returned.</summary>
    public LogPosition Position { get; private set; } = from;

    /// <summary>The next record's payload, valid until the next call; empty where there is none before <paramref name="durable"/>.</summary>
    public ReadOnlySpan<byte> Next(LogPosition durable)
    {
        while (Position < durable)
        {
            if (Open() is { } reader)
            {
                var end = Position.Segment == durable.Segment ? durable.Offset : reader.Length;
                var frame = reader.Next(Position.Offset, end);
                if (frame.Length > 0)
                {
                    Position = Position with { Offset = Position.Offset + frame.Length };
                    return frame[RecordFrame.HeaderSize..];
                }
                if (Position.Offset < end) throw new InvalidDataException($"The ingest log is damaged in segment {Position.Segment} at byte {Position.Offset}.");
            }
            if (Position.Segment == durable.Segment) return default;
            Position = new LogPosition(Position.Segment + 1, 0);
        }
        return default;
    }

    private SegmentReader? Open()
    {
        if (_open == Position.Segment) return _reader;
        _reader?.Dispose();
        _open = Position.Segment;
        _reader = File.Exists(segments.PathOf(_open)) ? new SegmentReader(segments.PathOf(_open)) : null;
        return _reader;
    }

    public void Dispose() => _reader?.Dispose();
}
