using Tandem.Delivery.Dependencies;

namespace Tandem.Delivery.Plans;

/// <summary>The links of a plan by rows of its outline: each link's two ends, and for every row the links that touch it.</summary>
internal sealed class LinkIndex
{
    private readonly int[] _first;
    private readonly int[] _touching;

    public LinkIndex(Outline outline, IEnumerable<Link> links)
    {
        Ends = [.. links.Select((link, at) => (At: at, From: outline.Find(link.From), To: outline.Find(link.To)))
            .Where(link => link.From is not null && link.To is not null).Select(link => (link.At, link.From!.Value, link.To!.Value))];
        var count = outline.Items.Length;
        _first = new int[count + 1];
        foreach (var (_, from, to) in Ends) (_first[from + 1], _first[to + 1]) = (_first[from + 1] + 1, _first[to + 1] + (to == from ? 0 : 1));
        for (var row = 0; row < count; row++) _first[row + 1] += _first[row];
        _touching = new int[_first[count]];
        var next = _first.AsSpan(0, count).ToArray();
        for (var link = 0; link < Ends.Length; link++)
        {
            _touching[next[Ends[link].From]++] = link;
            _touching[next[Ends[link].To]++] = link;
        }
    }

    /// <summary>Place in the plan's links, and the rows it joins.</summary>
    public (int At, int From, int To)[] Ends { get; }

    /// <summary>Places in <see cref="Ends"/> of the links of a row.</summary>
    public ReadOnlySpan<int> Of(int row) => _touching.AsSpan(_first[row], _first[row + 1] - _first[row]);
}
