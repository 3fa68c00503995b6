using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Tandem.Server.Tests.Access;

/// <summary>Every operation that the OpenAPI document lists, without being told of any of them.</summary>
public sealed partial class RouteTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    [Fact]
    public async Task Every_operation_that_asks_for_a_token_answers_401_without_a_good_one()
    {
        using var nobody = new Api(own.Host.Url);
        using var stranger = new Api(own.Host.Url, "tdm_not_a_token_of_this_place");
        var wrong = new List<string>();
        var tried = 0;
        foreach (var (method, path, operation) in await OperationsAsync())
        {
            if (operation["security"] is null) continue;
            foreach (var who in new[] { nobody, stranger })
            {
                var answer = await who.SendAsync(method, Fill(path, _ => "1"), HasBody(operation) ? new { } : null);
                tried++;
                if (answer.Code != 401 || answer.Problem != "unauthorized") wrong.Add($"{method} {path} → {answer.Code}");
            }
        }
        Assert.Empty(wrong);
        Assert.True(tried > 40, $"only {tried} calls");
    }

    [Fact]
    public async Task Things_of_another_workspace_are_not_found_on_any_route()
    {
        var (own1, foreign) = (own.Owner, await SecondAsync());
        var ids = await ThingsAsync(foreign);
        var wrong = new List<string>();
        foreach (var (method, path, operation) in await OperationsAsync())
        {
            if (operation["security"] is null || !path.Contains('{')) continue;
            foreach (var id in Candidates(path, ids))
            {
                var target = Fill(path, _ => id);
                var body = HasBody(operation) ? Body(operation) : null;
                var answer = await own1.SendAsync(method, target, body, ("If-Match", "*"));
                // 400 and 415: the body was refused before anything was looked for; nothing of the thing is told
                if (answer.Code is not (404 or 400 or 415)) wrong.Add($"{method} {target} → {answer.Code} {answer.Text}");
            }
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Lists_show_nothing_of_another_workspace()
    {
        var foreign = await SecondAsync();
        var ids = await ThingsAsync(foreign);
        foreach (var (method, path, operation) in await OperationsAsync())
        {
            if (method != HttpMethod.Get || operation["security"] is null || path.Contains('{') || path == "/api/stream") continue;
            var text = (await own.Owner.GetAsync(path)).Text;
            Assert.DoesNotContain(ids.Values.SelectMany(list => list), id => text.Contains(id, StringComparison.OrdinalIgnoreCase));
        }
    }

    private async Task<List<(HttpMethod Method, string Path, JsonNode Operation)>> OperationsAsync()
    {
        var paths = (await own.Owner.GetAsync("/openapi/v1.json")).Good["paths"]!.AsObject();
        return [.. from path in paths from verb in path.Value!.AsObject() select (new HttpMethod(verb.Key.ToUpperInvariant()), path.Key, verb.Value!)];
    }

    /// <summary>The API of an owner of a second workspace.</summary>
    private async Task<Api> SecondAsync()
    {
        var id = (string)(await own.Owner.PostAsync("/api/workspaces", new { name = "Foreign" })).Good["id"]!;
        return new Api(own.Host.Url, await own.Host.TokenAsync("owner", id));
    }

    /// <summary>One of everything that can be made over the API, by the noun of its route.</summary>
    private static async Task<Dictionary<string, List<string>>> ThingsAsync(Api api)
    {
        var product = (await api.PostAsync("/api/products", new { name = "Foreign", timeZone = "UTC" })).Good;
        var ids = new Dictionary<string, List<string>> { ["products"] = [(string)product["id"]!] };
        var project = await api.PostAsync("/api/projects", new { name = "Foreign", productId = (string)product["id"]!, start = "2026-01-05", timeZone = "UTC" });
        if (project.Ok) ids["projects"] = [(string)project.Json["id"]!];
        ids["tokens"] = [(string)(await api.PostAsync("/api/tokens", new { name = "foreign", role = "viewer" })).Good["id"]!];
        ids["invitations"] = [(string)(await api.PostAsync("/api/invitations", new { email = "foreign@example.org", role = "viewer" })).Good["id"]!];
        ids["members"] = [(string)(await api.GetAsync("/api/me")).Good["id"]!];
        return ids;
    }

    /// <summary>The foreign id that belongs to the first noun of a route; any of them where the noun is not known here.</summary>
    private static IEnumerable<string> Candidates(string path, Dictionary<string, List<string>> ids) =>
        ids.TryGetValue(path.Split('/', StringSplitOptions.RemoveEmptyEntries).SkipWhile(part => part == "api").First(), out var known) ? known : ids.Values.Select(list => list[0]);

    private static string Fill(string path, Func<string, string> value) => Parameter().Replace(path, match => value(match.Value));

    private static bool HasBody(JsonNode operation) => operation["requestBody"] is not null;

    private static object Body(JsonNode operation) =>
        operation["requestBody"]!["content"]!.AsObject().Any(c => c.Key == "application/json") ? new { } : Api.Text("x", operation["requestBody"]!["content"]!.AsObject().First().Key);

    [GeneratedRegex(@"\{[^}]*\}")] private static partial Regex Parameter();
}
