using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tandem.Insight.Ingest.Log;

/// <summary>A growing pooled buffer in which one record of the log is written, frame header first.</summary>
internal sealed class RecordBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 << 10);
    private int _length = RecordFrame.HeaderSize;

    public int Length => _length;

    /// <summary>The whole frame, sealed.</summary>
    public ReadOnlyMemory<byte> Frame()
    {
        RecordFrame.Seal(_bytes.AsSpan(0, _length));
        return _bytes.AsMemory(0, _length);
    }

    public ReadOnlySpan<byte> Payload => _bytes.AsSpan(RecordFrame.HeaderSize, _length - RecordFrame.HeaderSize);

    public void Write<T>(T value) where T : unmanaged
    {
        var span = GetSpan(Marshal.SizeOf<T>());
        MemoryMarshal.Write(span, in value);
        Advance(Marshal.SizeOf<T>());
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Advance(bytes.Length);
    }

    /// <summary>Overwrites an int written earlier (a count known only at the end).</summary>
    public void Patch(int position, int value) => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(position), value);

    /// <summary>Forgets all that was written after <paramref name="length"/>.</summary>
    public void Rewind(int length) => _length = length;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return _bytes.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Grow(Math.Max(sizeHint, 1));
        return _bytes.AsSpan(_length);
    }

    private void Grow(int more)
    {
        if (_bytes.Length - _length >= more) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = 0;
    }
}
