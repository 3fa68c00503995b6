using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

/// <summary>A project with a plan of its own, and what tests do with it through the API.</summary>
internal sealed class SmallPlan(Api api, string project)
{
    public string Project => project;
    public string Path => $"/api/projects/{project}";

    public static async Task<SmallPlan> EmptyAsync(Api api, string zone = "Europe/London")
    {
        var product = (await api.PostAsync("/api/products", new { name = "Shop", timeZone = "Europe/London" })).Good;
        var made = (await api.PostAsync("/api/projects", new { name = "Launch", productId = (string?)product["id"], start = "2026-01-05", timeZone = zone })).Good;
        return new SmallPlan(api, (string)made["id"]!);
    }

    /// <summary>Activities 1…count of one day each, every one after the one before.</summary>
    public static async Task<SmallPlan> ChainAsync(Api api, int count)
    {
        var plan = await EmptyAsync(api);
        _ = (await plan.ImportAsync(Mspdi(count))).Good;
        return plan;
    }

    public static string Mspdi(int count, string middle = "")
    {
        var tasks = new StringBuilder();
        for (var n = 1; n <= count; n++)
        {
            var link = n == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"<PredecessorLink><PredecessorUID>{n - 1}</PredecessorUID><Type>1</Type></PredecessorLink>");
            tasks.Append(CultureInfo.InvariantCulture, $"<Task><UID>{n}</UID><ID>{n}</ID><Name>Step {n}</Name><OutlineLevel>1</OutlineLevel><Duration>PT8H0M0S</Duration><DurationFormat>7</DurationFormat>{link}</Task>\n");
        }
        return $"<?xml version=\"1.0\"?>\n<Project xmlns=\"http://schemas.microsoft.com/project\"><StartDate>2026-01-05T08:00:00</StartDate>\n<Tasks>\n{middle}{tasks}</Tasks></Project>";
    }

    public Task<Answer> ImportAsync(string text, string type = "application/xml", string query = "") => ImportAsync(Encoding.UTF8.GetBytes(text), type, query);

    public Task<Answer> ImportAsync(byte[] bytes, string type = "application/xml", string query = "", string language = "en")
    {
        var body = new ByteArrayContent(bytes);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return api.PostAsync($"{Path}/plan:import{query}", body, ("Accept-Language", language));
    }

    public async Task<JsonNode> ReadAsync() => (await api.GetAsync($"{Path}/plan")).Good;

    public async Task<JsonArray> ItemsAsync() => (await ReadAsync())["items"]!.AsArray();

    public async Task<JsonNode> ItemAsync(int uid) => (await ItemsAsync()).First(item => (int?)item!["uid"] == uid)!;

    public async Task<string> IdAsync(int uid) => (string)(await ItemAsync(uid))["id"]!;

    /// <summary>Reads the item's version and patches it.</summary>
    public async Task<Answer> PatchAsync(string id, object patch)
    {
        var seen = await api.GetAsync($"{Path}/items/{id}");
        return await api.PatchAsync($"{Path}/items/{id}", patch, ("If-Match", seen.ETag!));
    }

    public Task<Answer> UndoAsync() => api.PostAsync($"{Path}/plan:undo", new { });

    public Task<Answer> RedoAsync() => api.PostAsync($"{Path}/plan:redo", new { });

    public Task<Answer> LinkAsync(string from, string to, string type = "fs", double lag = 0) => api.PostAsync($"{Path}/dependencies", new { from, to, type, lag, lagUnit = "min" });
}
