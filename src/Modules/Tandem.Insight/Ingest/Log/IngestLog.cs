using Microsoft.Win32.SafeHandles;

namespace Tandem.Insight.Ingest.Log;

/// <summary>
/// The append-only log in front of the event store. A record is acknowledged only when it is on the disk; writers that wait at the same moment share one write and one fsync.
/// Kept as numbered segment files; a segment goes away when the loader has passed it.
/// </summary>
internal sealed class IngestLog : IDisposable
{
    private const long SegmentSize = 64 << 20;

    private readonly LogSegments _segments;
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Thread _writer;
    private List<Waiting> _waiting = [];
    private bool _closing;
    private SafeFileHandle _file;
    private LogPosition _end;

    private readonly record struct Waiting(ReadOnlyMemory<byte> Frame, TaskCompletionSource Done);

    /// <summary>Opens the folder, cuts a torn tail and goes on in a new segment.</summary>
    /// <param name="folder">Where the segments lie.</param>
    /// <param name="loaded">What the event store already holds; older segments are removed.</param>
    public IngestLog(string folder, LogPosition loaded)
    {
        _segments = new LogSegments(folder);
        _segments.RemoveBefore(loaded.Segment);
        var end = _segments.Repair(loaded);
        _end = new LogPosition(end.Segment + 1, 0);
        _file = Create(_end.Segment);
        Durable = _end;
        _writer = new Thread(WriteGroups) { Name = "ingest log", IsBackground = true };
        _writer.Start();
    }

    /// <summary>Everything before this is on the disk.</summary>
    public LogPosition Durable
    {
        get { lock (_gate) return field; }
        private set { lock (_gate) field = value; }
    }

    /// <summary>Called after each group reached the disk.</summary>
    public Action? Grew { get; set; }

    /// <summary>Appends a sealed frame; completes when it is on the disk. The frame's memory must stay as it is until then.</summary>
    /// <exception cref="IOException">The disk refused it: nothing of it was kept.</exception>
    /// <exception cref="ArgumentException">Longer than a reader takes: it would stand in the way of all that follows.</exception>
    public Task AppendAsync(ReadOnlyMemory<byte> frame)
    {
        if (frame.Length > RecordFrame.Longest) return Task.FromException(new ArgumentException($"A record of {frame.Length} bytes is too long for the ingest log.", nameof(frame)));
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool first;
        lock (_gate)
        {
            if (_closing) return Task.FromException(new IOException("The ingest log is closed."));
            first = _waiting.Count == 0;
            _waiting.Add(new Waiting(frame, done));
        }
        if (first) _work.Release();
        return done.Task;
    }

    public LogReader Read(LogPosition from) => new(_segments, from);

    public void RemoveBefore(LogPosition loaded) => _segments.RemoveBefore(loaded.Segment);

    private void WriteGroups()
    {
        var group = new List<Waiting>();
        while (true)
        {
            _work.Wait();
            lock (_gate)
            {
                (group, _waiting) = (_waiting, group);
                if (group.Count == 0 && _closing) return;
            }
            if (group.Count > 0) Write(group);
            group.Clear();
        }
    }

    private void Write(List<Waiting> group)
    {
        try
        {
            var size = group.Sum(w => (long)w.Frame.Length);
            if (_end.Offset > 0 && _end.Offset + size > SegmentSize) Turn();
            RandomAccess.Write(_file, group.ConvertAll(w => w.Frame), _end.Offset);
            RandomAccess.FlushToDisk(_file);
            _end = _end with { Offset = _end.Offset + size };
            Durable = _end;
            foreach (var waiting in group) waiting.Done.SetResult();
            Grew?.Invoke();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            foreach (var waiting in group) waiting.Done.SetException(new IOException("The ingest log could not be written.", error));
            CutFailedTail();
        }
    }

    /// <summary>After a failed write or fsync nothing is known of the tail: it is cut, and a new segment begins.</summary>
    private void CutFailedTail()
    {
        try
        {
            RandomAccess.SetLength(_file, _end.Offset);
            Turn();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            lock (_gate) _closing = true;
        }
    }

    private void Turn()
    {
        var next = new LogPosition(_end.Segment + 1, 0);
        var file = Create(next.Segment);
        _file.Dispose();
        (_file, _end) = (file, next);
    }

    private SafeFileHandle Create(long number) =>
        File.OpenHandle(_segments.PathOf(number), FileMode.CreateNew, FileAccess.Write, FileShare.Read | FileShare.Delete);

    /// <summary>Writes what still waits, then ends.</summary>
    public void Dispose()
    {
        lock (_gate) _closing = true;
        _work.Release();
        _writer.Join();
        _file.Dispose();
        _work.Dispose();
    }
}
