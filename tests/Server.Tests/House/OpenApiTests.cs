using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.House;

/// <summary>The HTTP surface is a promise: a change of it shows as a change of docs/api/openapi.json.</summary>
public sealed class OpenApiTests(ServerFixture server)
{
    private static readonly string Golden = Path.Combine(Paths.Repository, "docs", "api", "openapi.json");
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Set TANDEM_WRITE_GOLDEN=1 to write the file anew after a change that is meant.</summary>
    [Fact]
    public async Task The_document_is_the_one_in_the_repository()
    {
        using var api = await server.ApiAsync();
        var document = JsonNode.Parse((await api.GetAsync("/openapi/v1.json")).Text)!.ToJsonString(Indented) + "\n";
        if (Environment.GetEnvironmentVariable("TANDEM_WRITE_GOLDEN") == "1") await File.WriteAllTextAsync(Golden, document);
        Assert.Equal(await File.ReadAllTextAsync(Golden), document);
    }

    [Fact]
    public async Task Every_operation_that_asks_for_a_token_says_so_and_refuses_without_one()
    {
        using var api = await server.ApiAsync();
        using var nobody = server.Nobody();
        var paths = JsonNode.Parse((await api.GetAsync("/openapi/v1.json")).Text)!["paths"]!.AsObject();
        var open = new List<string>();
        foreach (var (path, operations) in paths)
            foreach (var (method, operation) in operations!.AsObject().Where(o => o.Value?["security"] is not null))
            {
                var answer = await nobody.SendAsync(new HttpMethod(method.ToUpperInvariant()), System.Text.RegularExpressions.Regex.Replace(path, @"\{\w+\}", Guid.NewGuid().ToString()), method is "get" or "delete" ? null : new { });
                if (answer.Code != 401) open.Add($"{method} {path}: {answer.Code}");
            }
        Assert.Empty(open);
        Assert.True(paths.Count > 30, $"{paths.Count} paths");
    }
}
