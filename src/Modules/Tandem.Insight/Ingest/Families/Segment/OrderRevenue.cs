using System.Text.Json;

namespace Tandem.Insight.Ingest.Families.Segment;

/// <summary>An <c>Order Completed</c> without <c>revenue</c>: its <c>total</c>, else the sum of price × quantity of its products.</summary>
internal static class OrderRevenue
{
    public static void Add(Utf8JsonWriter writer, ReadOnlyMemory<byte> properties, HashSet<string> names)
    {
        if (properties.IsEmpty || names.Contains("revenue")) return;
        using var document = JsonDocument.Parse(properties, new JsonDocumentOptions { MaxDepth = JsonSlices.MaxDepth });
        if (Number(document.RootElement, "total") is { } total) writer.WriteNumber("revenue"u8, total);
        else if (document.RootElement.TryGetProperty("products", out var products) && products.ValueKind == JsonValueKind.Array && Sum(products) is { } sum) writer.WriteNumber("revenue"u8, sum);
        else return;
        names.Add("revenue");
    }

    private static decimal? Sum(JsonElement products)
    {
        decimal? sum = null;
        foreach (var product in products.EnumerateArray())
        {
            if (product.ValueKind == JsonValueKind.Object && Number(product, "price") is { } price && Math.Abs(price) < 1e15m && Number(product, "quantity") is var quantity && Math.Abs(quantity ?? 1) < 1e9m)
                sum = (sum ?? 0) + price * (quantity ?? 1);
        }
        return sum;
    }

    private static decimal? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number) ? number : null;
}
