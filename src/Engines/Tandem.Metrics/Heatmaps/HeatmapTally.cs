using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Metrics.Heatmaps;

/// <summary>One point as sent (pixels) and as counted: coordinates and window in steps of 16 pixels, rounded.</summary>
public sealed record HeatmapPoint(
    string Url, string Type, double XPx, double YPx, [property: JsonPropertyName("viewport_height_16")] int ViewportHeight, [property: JsonPropertyName("viewport_width_16")] int ViewportWidth, bool TargetFixed)
{
    [JsonPropertyName("x_16")] public int X => Step(XPx);

    [JsonPropertyName("y_16")] public int Y => Step(YPx);

    /// <summary>Halves go up, as in the browsers that send them.</summary>
    public static int Step(double pixels) => (int)Math.Floor(pixels / 16 + 0.5);
}

/// <summary>
/// Points and points by type count all, <c>scrolldepth</c> among them. Cells are [type, x_16, y_16, viewport_width_16, viewport_height_16, points], the heaviest first; scrolldepth
/// counts the views of a page by how far down its lower edge came; urls are [url, points] of the range, whatever address was asked for.
/// </summary>
public sealed record HeatmapAnswer(
    int Points, IReadOnlyDictionary<string, int> ByType, HeatmapPoint? FirstPoint, IReadOnlyList<object[]> Cells, IReadOnlyList<string> Columns,
    IReadOnlyList<ScrollDepth> Scrolldepth, IReadOnlyList<object[]> Urls);

/// <summary>So many views of a page came down to this depth, in steps of 16 pixels.</summary>
public sealed record ScrollDepth(string Url, [property: JsonPropertyName("x_16")] int X, [property: JsonPropertyName("y_16")] int Y, int Views);

/// <summary>Counts the points of the plan's rows. A point that can't be read, or whose window has no size, is left out in silence: what clients send is never an error.</summary>
public sealed class HeatmapTally(HeatmapQuestion question)
{
    public const int MostCells = 10_000, MostUrls = 200, MostDepths = 1000;
    private const string Scroll = "scrolldepth";

    private readonly Dictionary<(string Type, int X, int Y, int Width, int Height), int> _cells = [];
    private readonly Dictionary<(string Url, int Y), int> _depths = [];
    private readonly Dictionary<string, int> _types = [], _urls = [];
    private HeatmapPoint? _first;

    public void Add(string? data, string? address, string? height, string? width, string? path, string? scroll)
    {
        if (Number(height) is not { } high || Number(width) is not { } wide || wide < question.LeastWidth || wide > question.MostWidth) return;
        var window = (High: HeatmapPoint.Step(high), Wide: HeatmapPoint.Step(wide));
        if (data is not null) AddAll(data, window);
        if (path is not null && Number(scroll) is { } depth && Uri.TryCreate(address, UriKind.Absolute, out var page) && page.Host.Length > 0)
            Add(new(page.GetLeftPart(UriPartial.Authority) + path, Scroll, 0, depth, window.High, window.Wide, false));
    }

    public HeatmapAnswer Answer() => new(_types.Values.Sum(), _types, _first,
        [.. _cells.OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(MostCells).Select(c => new object[] { c.Key.Type, c.Key.X, c.Key.Y, c.Key.Width, c.Key.Height, c.Value })],
        ["type", "x_16", "y_16", "viewport_width_16", "viewport_height_16", "points"],
        [.. _depths.OrderBy(d => d.Key.Url, StringComparer.Ordinal).ThenBy(d => d.Key.Y).Take(MostDepths).Select(d => new ScrollDepth(d.Key.Url, 0, d.Key.Y, d.Value))],
        [.. _urls.OrderByDescending(u => u.Value).ThenBy(u => u.Key, StringComparer.Ordinal).Take(MostUrls).Select(u => new object[] { u.Key, u.Value })]);

    private void AddAll(string data, (int High, int Wide) window)
    {
        JsonDocument json;
        try { json = JsonDocument.Parse(data); }
        catch (JsonException) { return; }
        using (json)
        {
            if (json.RootElement.ValueKind != JsonValueKind.Object) return;
            foreach (var page in json.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array))
                foreach (var item in page.Value.EnumerateArray()) if (Read(page.Name, item, window) is { } point) Add(point);
        }
    }

    private static HeatmapPoint? Read(string url, JsonElement item, (int High, int Wide) window)
    {
        if (item.ValueKind != JsonValueKind.Object || Pixels(item, "x") is not { } x || Pixels(item, "y") is not { } y) return null;
        if (!item.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() is not { Length: > 0 and <= 40 } name) return null;
        return new(url, name, x, y, window.High, window.Wide, item.TryGetProperty("target_fixed", out var isFixed) && isFixed.ValueKind == JsonValueKind.True);
    }

    private void Add(HeatmapPoint point)
    {
        _urls[point.Url] = _urls.GetValueOrDefault(point.Url) + 1;
        if (question.Url is { } url && url != point.Url) return;
        _first ??= point;
        _types[point.Type] = _types.GetValueOrDefault(point.Type) + 1;
        if (point.Type == Scroll) _depths[(point.Url, point.Y)] = _depths.GetValueOrDefault((point.Url, point.Y)) + 1;
        else
        {
            var cell = (point.Type, point.X, point.Y, point.ViewportWidth, point.ViewportHeight);
            _cells[cell] = _cells.GetValueOrDefault(cell) + 1;
        }
    }

    private static double? Pixels(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var pixels) && Math.Abs(pixels) < 1e7 ? pixels : null;

    private static double? Number(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) < 1e7 ? number : null;
}
