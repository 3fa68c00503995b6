using System.Globalization;
using Tandem.Metrics.Paths;

namespace Tandem.Insight.Questions;

/// <summary>So many people went from one node to the next: the position of the first (from 1), both names, the mean time between them.</summary>
public sealed record PathLink(int Position, string From, string To, int People, double MeanSeconds)
{
    public static IReadOnlyList<PathLink> Of(PathAnswer answer) => [.. answer.Links.Select(Of)];

    private static PathLink Of(object[] row)
    {
        var (position, from) = Node((string)row[0]);
        return new(position, from, Node((string)row[1]).Name, (int)row[2], (double)(decimal)row[3] / 1000);
    }

    /// <summary>A node's name after its position: "2_/basket".</summary>
    private static (int Position, string Name) Node(string node)
    {
        var end = node.IndexOf('_', StringComparison.Ordinal);
        return (int.Parse(node.AsSpan(0, end), CultureInfo.InvariantCulture), node[(end + 1)..]);
    }
}
