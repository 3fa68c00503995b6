using System.Globalization;
using Tandem.Insight.Questions;

namespace Tandem.Insight.Charts;

/// <summary>A node as a bar in the column of its position; units are those of the drawing.</summary>
public sealed record SankeyNode(string Name, double X, double Y, double Height);

/// <summary>A band between two nodes: its middle line and width.</summary>
public sealed record SankeyBand(PathLink Link, string Path, double Width);

/// <summary>
/// Places links as bands between columns of nodes: a node is as high as the larger of what comes and what goes, the heaviest on top; bands leave and arrive in the order
/// of the nodes at their other end, so that they cross little.
/// </summary>
public sealed class Sankey
{
    public const double Bar = 10, Column = 210, Gap = 20, Tall = 340, Least = 3;

    private readonly Dictionary<(int Column, string Name), SankeyNode> _nodes = [];
    private readonly double _scale;

    public Sankey(IReadOnlyList<PathLink> links)
    {
        var weights = links.SelectMany(l => new[] { (Key: (l.Position, l.From), In: 0, Out: l.People), (Key: (l.Position + 1, l.To), In: l.People, Out: 0) })
            .GroupBy(w => w.Key).ToDictionary(g => g.Key, g => Math.Max(g.Sum(w => w.In), g.Sum(w => w.Out)));
        var columns = weights.GroupBy(w => w.Key.Item1).OrderBy(g => g.Key).ToList();
        var first = columns.Count > 0 ? columns[0].Key : 1;
        _scale = columns.Count > 0 ? Tall / columns.Max(c => c.Sum(n => n.Value)) : 1;
        foreach (var column in columns) Place(column.OrderByDescending(n => n.Value).ThenBy(n => n.Key.Item2, StringComparer.Ordinal), column.Key - first);
        Width = columns.Count * Column;
        Height = Nodes.Select(n => n.Y + n.Height).DefaultIfEmpty().Max() + Gap / 2;
        Bands = Draw(links, first);
    }

    public double Width { get; }

    public double Height { get; }

    public IReadOnlyCollection<SankeyNode> Nodes => _nodes.Values;

    public IReadOnlyList<SankeyBand> Bands { get; }

    private void Place(IEnumerable<KeyValuePair<(int, string Name), int>> nodes, int column)
    {
        var y = Gap / 2;
        foreach (var (key, weight) in nodes)
        {
            var node = new SankeyNode(key.Name, column * Column, y, Math.Max(Least, weight * _scale));
            _nodes[(column, key.Name)] = node;
            y += Math.Max(node.Height, Least) + Gap;
        }
    }

    private List<SankeyBand> Draw(IReadOnlyList<PathLink> links, int first)
    {
        var (left, right) = (new Dictionary<SankeyNode, double>(), new Dictionary<SankeyNode, double>());
        var ordered = links.Select(l => (Link: l, From: _nodes[(l.Position - first, l.From)], To: _nodes[(l.Position + 1 - first, l.To)])).ToList();
        var starts = ordered.OrderBy(l => l.To.Y).ToDictionary(l => l.Link, l => Take(left, l.From, l.Link.People * _scale));
        var ends = ordered.OrderBy(l => l.From.Y).ToDictionary(l => l.Link, l => Take(right, l.To, l.Link.People * _scale));
        return [.. ordered.Select(l => new SankeyBand(l.Link, Curve(l.From.X + Bar, starts[l.Link], l.To.X, ends[l.Link]), Math.Max(1, l.Link.People * _scale)))];
    }

    /// <summary>Middle of the next free part of a node's side.</summary>
    private static double Take(Dictionary<SankeyNode, double> taken, SankeyNode node, double width)
    {
        var from = taken.GetValueOrDefault(node, node.Y);
        taken[node] = from + width;
        return from + width / 2;
    }

    private static string Curve(double x0, double y0, double x1, double y1)
    {
        var half = (x0 + x1) / 2;
        return string.Create(CultureInfo.InvariantCulture, $"M{x0:0.#} {y0:0.#}C{half:0.#} {y0:0.#} {half:0.#} {y1:0.#} {x1:0.#} {y1:0.#}");
    }
}
