using System.Globalization;
using System.IO.Compression;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Server.Tests.Automation;

/// <summary>A real retailer's weekly units by stock code (Data/SOURCES.md): the week that begins on Monday 6 December 2010 and 52 more; prices are medians.</summary>
internal sealed class Retail
{
    public static readonly DateOnly FirstWeek = new(2010, 12, 6);
    private static readonly Lazy<Retail> All = new(Read);

    public static Retail Shared => All.Value;

    public required IReadOnlyList<(DateOnly From, DateOnly To)> Weeks { get; init; }
    public required Dictionary<string, decimal[]> Units { get; init; }
    public required Dictionary<string, decimal[]> Money { get; init; }
    public required Dictionary<string, string> Names { get; init; }

    public static MetricInfo UnitsMetric { get; } = new(MetricId.New(), "units", "Units", "count", null, null, 1, ["StockCode"]);
    public static MetricInfo RevenueMetric { get; } = new(MetricId.New(), "revenue", "Revenue", "money", "GBP", null, 1, ["StockCode"]);

    private static Retail Read()
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(Paths.Repository, "tests/Server.Tests/Automation/Data/retail-weekly.csv.gz")), CompressionMode.Decompress));
        reader.ReadLine();
        var (units, money, names) = (new Dictionary<string, decimal[]>(), new Dictionary<string, decimal[]>(), new Dictionary<string, string>());
        while (reader.ReadLine() is { } line)
        {
            var cells = line.Split(',');
            var numbers = cells[^53..].Select(c => decimal.Parse(c, CultureInfo.InvariantCulture)).ToArray();
            var price = decimal.Parse(cells[^55], CultureInfo.InvariantCulture);
            (units[cells[0]], money[cells[0]], names[cells[0]]) = (numbers, Array.ConvertAll(numbers, n => n * price), cells[1].Trim(' ', '"'));
        }
        var weeks = Enumerable.Range(0, 53).Select(w => (FirstWeek.AddDays(7 * w), FirstWeek.AddDays(7 * w + 6))).ToList();
        return new() { Weeks = weeks, Units = units, Money = money, Names = names };
    }
}
