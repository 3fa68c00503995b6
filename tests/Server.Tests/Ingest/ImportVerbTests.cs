namespace Tandem.Server.Tests.Ingest;

/// <summary>The verb <c>import</c> beside a serving process: the server does it, events are there once however often it runs.</summary>
public sealed class ImportVerbTests(ServerFixture server) : IDisposable
{
    private const string Mapping = """
        { // a till's export
          "time": { "column": "When", "format": "dd/MM/yyyy HH:mm", "zone": "Europe/London" },
          "person": { "column": "Card" },
          "events": [
            { "name": "Sale", "properties": { "Item": "Item", "Pence": { "column": "Pence", "type": "number" } } },
            { "name": "Refund", "when": { "column": "Item", "startsWith": ["R"] }, "properties": { "Item": "Item" } }
          ]
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tandem-import-");

    [Fact]
    public async Task A_CSV_comes_in_by_its_mapping_and_a_second_run_adds_nothing()
    {
        using var api = await server.ApiAsync();
        var shop = await Sending.ProductAsync(api, server.Url, "Europe/London");
        var (data, mapping) = (File("sales.csv", "When,Card,Item,Pence\n01/07/2026 09:30,c1,\"Tea, black\",350\n01/07/2026 09:31,c2,R-7,-350\nyesterday,c3,Cake,400\n"), File("mapping.json", Mapping));
        foreach (var _ in new[] { 1, 2 })
        {
            var (code, said, error) = await server.Host.RunAsync("import", "--product", shop.Id, "--mapping", mapping, data);
            Assert.True(code == 0, error);
            Assert.Contains("3 rows read", said, StringComparison.Ordinal);
            Assert.Contains("1 rows skipped", said, StringComparison.Ordinal);
            Assert.Contains("row 3: no_time", error, StringComparison.Ordinal);
            Assert.Equal(new() { ["Sale"] = 2, ["Refund"] = 1 }, await shop.NamesAsync());
        }
        var sale = Assert.Single(await shop.EventsAsync("c1"))!;
        Assert.Equal(("Tea, black", 350), ((string?)sale["properties"]!["Item"], (int)sale["properties"]!["Pence"]!));
        Assert.Equal(new DateTimeOffset(2026, 7, 1, 8, 30, 0, TimeSpan.Zero), DateTimeOffset.Parse((string)sale["timestamp"]!, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_mapping_that_names_no_column_of_the_file_is_refused_in_one_sentence()
    {
        using var api = await server.ApiAsync();
        var shop = await Sending.ProductAsync(api, server.Url);
        var (code, _, error) = await server.Host.RunAsync("import", "--product", shop.Id, "--mapping", File("mapping.json", Mapping), File("other.csv", "Date,Who\n2026-07-01,c1\n"));
        Assert.NotEqual(0, code);
        Assert.Contains("When", error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Empty(await shop.NamesAsync());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }
}
