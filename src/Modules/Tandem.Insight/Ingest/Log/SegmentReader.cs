using System.Buffers;
using Microsoft.Win32.SafeHandles;

namespace Tandem.Insight.Ingest.Log;

/// <summary>Reads whole records of one segment in order, through a read-ahead buffer of its own.</summary>
internal sealed class SegmentReader(string path) : IDisposable
{
    private const int ReadAhead = 1 << 20;

    private readonly SafeFileHandle _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(ReadAhead);
    private long _at;
    private int _filled;

    public long Length => RandomAccess.GetLength(_file);

    /// <summary>The frame at <paramref name="offset"/>, valid until the next call; empty where no whole record lies before <paramref name="end"/>.</summary>
    public ReadOnlySpan<byte> Next(long offset, long end)
    {
        var bytes = Buffered(offset);
        var claimed = RecordFrame.Claimed(bytes);
        if (claimed is null || bytes.Length < claimed)
        {
            Fill(offset, end, claimed ?? RecordFrame.HeaderSize);
            bytes = Buffered(offset);
            if (RecordFrame.Claimed(bytes) is { } size && bytes.Length < size)
            {
                Fill(offset, end, size);
                bytes = Buffered(offset);
            }
        }
        return bytes[..RecordFrame.Whole(bytes)];
    }

    private ReadOnlySpan<byte> Buffered(long offset) =>
        offset >= _at && offset <= _at + _filled ? _buffer.AsSpan((int)(offset - _at), (int)(_at + _filled - offset)) : default;

    private void Fill(long offset, long end, int atLeast)
    {
        if (_buffer.Length < atLeast)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = ArrayPool<byte>.Shared.Rent(atLeast);
        }
        _at = offset;
        _filled = 0;
        var wanted = (int)Math.Min(_buffer.Length, Math.Max(0, end - offset));
        while (_filled < wanted && RandomAccess.Read(_file, _buffer.AsSpan(_filled, wanted - _filled), offset + _filled) is > 0 and var read) _filled += read;
    }

    public void Dispose()
    {
        _file.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _filled = 0;
    }
}
