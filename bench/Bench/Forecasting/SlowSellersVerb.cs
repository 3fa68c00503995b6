using System.Globalization;
using Tandem.Forecasting.SlowSellers;

namespace Tandem.Bench.Forecasting;

/// <summary>A shop's weekly units: CSV <c>StockCode,description,median_price,orders,w0,w1,…</c>.</summary>
internal sealed record RetailItem(ItemHistory History, double Price)
{
    public static RetailItem[] Read(string path)
    {
        var lines = File.ReadAllLines(path);
        var header = lines[0].Split(',');
        int weeks = Array.IndexOf(header, "w0"), price = Array.IndexOf(header, "median_price");
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(l => Of(l.Split(','), header.Length, weeks, price))];
    }

    /// <summary>Descriptions may hold commas: cells are counted from the end.</summary>
    private static RetailItem Of(string[] cells, int width, int weeks, int price)
    {
        var shift = cells.Length - width;
        var units = cells.Skip(weeks + shift).Select(c => double.Parse(c, CultureInfo.InvariantCulture)).ToArray();
        var money = price < 0 ? 0 : double.Parse(cells[price + shift], CultureInfo.InvariantCulture);
        return new(new(cells[0], units), money);
    }
}

/// <summary><c>slow-sellers --origin WEEK --in CSV --out CSV</c>: P(slow) of every item that sold before the origin.</summary>
internal static class SlowSellersVerb
{
    public static int Run(Options options)
    {
        var items = RetailItem.Read(options.Required("in"));
        var model = SlowSellerModel.Fit([.. items.Select(i => i.History)], options.Number("origin", 44));
        using var output = new StreamWriter(options.Required("out"));
        output.WriteLine("id,probability");
        foreach (var item in items)
        {
            if (model.Predict(item.History, item.Price) is { } p) output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{p.Id},{p.Probability:F6}"));
        }
        return 0;
    }
}
