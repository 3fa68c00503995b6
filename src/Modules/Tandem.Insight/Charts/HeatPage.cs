using Tandem.Metrics.Heatmaps;

namespace Tandem.Insight.Charts;

/// <summary>Points of one place of a page, in pixels of the window that most of them come from.</summary>
public sealed record HeatSpot(double X, double Y, string Type, int Points);

/// <summary>
/// A page's outline with what happened on it: as wide and high as the window that most points come from (others are scaled to its width), as long as the lowest point.
/// </summary>
public sealed class HeatPage
{
    private const int Pixels = 16, Longest = 12_000, MostNamed = 6;

    public HeatPage(HeatmapAnswer answer, IReadOnlyList<string> types)
    {
        var cells = answer.Cells.Select(c => (Type: (string)c[0], X: (int)c[1], Y: (int)c[2], Wide: (int)c[3], High: (int)c[4], Points: (int)c[5])).Where(c => types.Count == 0 || types.Contains(c.Type)).ToList();
        var window = cells.GroupBy(c => (c.Wide, c.High)).OrderByDescending(g => g.Sum(c => c.Points)).ThenBy(g => g.Key).Select(g => g.Key).FirstOrDefault();
        Width = Math.Max(320, window.Wide * Pixels);
        Fold = Math.Max(480, window.High * Pixels);
        Spots =
        [
            .. cells.Where(c => types.Count > 0 && c.Wide > 0 && c.Y * Pixels <= Longest)
                .GroupBy(c => (c.Type, X: (int)Math.Round(c.X * Width / (double)c.Wide / Pixels) * Pixels, Y: c.Y * Pixels))
                .Select(g => new HeatSpot(g.Key.X, g.Key.Y, g.Key.Type, g.Sum(c => c.Points))).OrderByDescending(s => s.Points).ThenBy(s => s.Y).ThenBy(s => s.X),
        ];
        var lowest = types.Count == 0 ? answer.Scrolldepth.Select(d => (double)d.Y * Pixels).DefaultIfEmpty().Max() : Spots.Select(s => s.Y).DefaultIfEmpty().Max();
        Height = Math.Min(Longest, Math.Max(Fold, lowest + 48));
        Depths = Reached(answer.Scrolldepth);
        Named = Apart();
    }

    public int Width { get; }

    public double Height { get; }

    /// <summary>What is seen without scrolling.</summary>
    public int Fold { get; }

    /// <summary>The heaviest first.</summary>
    public IReadOnlyList<HeatSpot> Spots { get; }

    /// <summary>Places in <see cref="Spots"/> of those that are named on the page: the heaviest, each far enough from the others to be read.</summary>
    public IReadOnlyList<int> Named { get; }

    /// <summary>Share of the views whose lower edge came at least so far down, for twelve equal bands of the page from the top.</summary>
    public IReadOnlyList<(double Y, double Share, int Views)> Depths { get; }

    private List<int> Apart()
    {
        var named = new List<int>();
        for (var i = 0; i < Spots.Count && named.Count < MostNamed; i++)
            if (named.TrueForAll(other => Math.Abs(Spots[other].X - Spots[i].X) > Width / 16.0 || Math.Abs(Spots[other].Y - Spots[i].Y) > Width / 24.0)) named.Add(i);
        return named;
    }

    private List<(double, double, int)> Reached(IReadOnlyList<ScrollDepth> depths)
    {
        const int bands = 12;
        var all = depths.Sum(d => d.Views);
        if (all == 0) return [];
        return [.. Enumerable.Range(0, bands).Select(i => i * Height / bands).Select(y => (y, Views: depths.Where(d => d.Y * Pixels >= y).Sum(d => d.Views))).Select(b => (b.y, Spans.Ratio(b.Views, all), b.Views))];
    }
}
