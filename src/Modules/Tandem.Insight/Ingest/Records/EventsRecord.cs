using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest.Log;

namespace Tandem.Insight.Ingest.Records;

/// <summary>Writes the events of one request as a log record: head, then each event as id, time, marks, three lengths and the three texts.</summary>
internal sealed class EventsRecord : IDisposable
{
    private readonly RecordBuffer _buffer = new();
    private UInt128 _fresh;

    public EventsRecord(ProductId product, long received) => new RecordHead(RecordKind.Events, product, received).Write(_buffer);

    public int Count { get; private set; }

    public int Size => _buffer.Length;

    public void Add(in LoggedEvent e)
    {
        _buffer.Write(e.Id);
        _buffer.Write(e.Time);
        _buffer.Write((byte)e.Marks);
        _buffer.Write((ushort)e.Name.Length);
        _buffer.Write((ushort)e.DistinctId.Length);
        _buffer.Write(e.Properties.Length);
        _buffer.Write(e.Name);
        _buffer.Write(e.DistinctId);
        _buffer.Write(e.Properties);
        Count++;
    }

    /// <summary>
    /// An id for an event that came without one: UUID version 7, counted up from a random start in each record (RFC 9562, 6.2, method 2).
    /// To ask the system's generator for every event would cost more than all else that is done for it here.
    /// </summary>
    public Guid FreshId()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (_fresh == 0)
        {
            Guid.CreateVersion7().TryWriteBytes(bytes, bigEndian: true, out _);
            bytes[8] &= 0b1101_1111; // room to count without a carry into the variant's bits
            _fresh = BinaryPrimitives.ReadUInt128BigEndian(bytes);
        }
        BinaryPrimitives.WriteUInt128BigEndian(bytes, _fresh++);
        return new Guid(bytes, bigEndian: true);
    }

    public ReadOnlyMemory<byte> Frame() => _buffer.Frame();

    public void Dispose() => _buffer.Dispose();
}

/// <summary>Reads the events of a record's payload in order.</summary>
internal ref struct EventsReader(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> _rest = payload[RecordHead.Size..];

    public bool Next(out LoggedEvent e)
    {
        e = default;
        if (_rest.IsEmpty) return false;
        e.Id = Take<Guid>();
        e.Time = Take<long>();
        e.Marks = (EventMarks)Take<byte>();
        var name = Take<ushort>();
        var distinctId = Take<ushort>();
        var properties = Take<int>();
        e.Name = Take(name);
        e.DistinctId = Take(distinctId);
        e.Properties = Take(properties);
        return true;
    }

    private T Take<T>() where T : unmanaged => MemoryMarshal.Read<T>(Take(Marshal.SizeOf<T>()));

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = _rest[..length];
        _rest = _rest[length..];
        return taken;
    }
}
