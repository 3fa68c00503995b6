using System.Buffers;
using System.Text;
using Tandem.Insight.Events;
using Tandem.Insight.Identity;
using Tandem.Insight.Ingest.Records;

namespace Tandem.Insight.Ingest.Loading;

/// <summary>The events decoded for one batch; their properties lie in one pooled block.</summary>
internal sealed class StagedEvents : IDisposable
{
    private readonly List<Staged> _events = [];
    private byte[] _block = ArrayPool<byte>.Shared.Rent(1 << 20);
    private int _filled;

    /// <summary>One decoded event. <paramref name="Act"/> and <paramref name="Other"/> (a code) only where it says something of persons.</summary>
    internal sealed record Identity(IdentityAct Act, int? Other, bool IllegalOther);

    internal readonly record struct Staged(ProductState Product, Guid Id, long Time, EventMarks Marks, int Name, int Actor, int Start, int Length, long Received, Identity? Identity)
    {
        public EventKey Key => new(Product.Code, Id);
    }

    public IReadOnlyList<Staged> Events => _events;

    /// <summary>Bytes of properties.</summary>
    public int Size => _filled;

    public void Add(ProductState product, in LoggedEvent e, long received)
    {
        var actor = product.People.Actor(e.DistinctId);
        var start = Copy(e.Properties);
        _events.Add(new Staged(product, e.Id, e.Time, e.Marks, product.Name(e.Name), actor, start, e.Properties.Length, received, ReadIdentity(product, e)));
    }

    public ReadOnlyMemory<byte> Properties(in Staged e) => _block.AsMemory(e.Start, e.Length);

    public void Clear()
    {
        _events.Clear();
        _filled = 0;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_block);
        _block = [];
    }

    private static Identity? ReadIdentity(ProductState product, in LoggedEvent e)
    {
        if ((e.Marks & EventMarks.Personless) != 0 || (e.Marks & (EventMarks.SetsPerson | EventMarks.Identity)) == 0) return null;
        if (IdentityAct.Read(Encoding.UTF8.GetString(e.Name), e.Properties, links: (e.Marks & EventMarks.Identity) != 0) is not { } act) return null;
        if (act.Other is null || act.Kind is IdentityKind.Group) return new Identity(act, null, false);
        var illegal = IllegalIds.Contains(act.Other) || IllegalIds.Contains(Encoding.UTF8.GetString(e.DistinctId));
        return new Identity(act, illegal ? null : product.People.Actor(Encoding.UTF8.GetBytes(act.Other)), illegal);
    }

    private int Copy(ReadOnlySpan<byte> bytes)
    {
        if (_block.Length - _filled < bytes.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_block.Length * 2, _filled + bytes.Length));
            _block.AsSpan(0, _filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_block);
            _block = larger;
        }
        bytes.CopyTo(_block.AsSpan(_filled));
        _filled += bytes.Length;
        return _filled - bytes.Length;
    }
}
