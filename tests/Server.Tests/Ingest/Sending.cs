using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Ingest;

/// <summary>A product of a test, and how its clients send.</summary>
internal sealed class Sending(Api api, string url, string id, string key)
{
    public string Id => id;
    public string Key => key;

    public static async Task<Sending> ProductAsync(Api api, string url, string zone = "UTC")
    {
        var made = (await api.PostAsync("/api/products", new { name = "test", timeZone = zone })).Good;
        return new Sending(api, url, (string)made["id"]!, (string)made["writeKey"]!);
    }

    public async Task<Answer> PostAsync(string path, byte[] body, string type = "application/json")
    {
        using var nobody = new Api(url);
        return await nobody.PostAsync(path, new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(type) } });
    }

    public Task<Answer> PostAsync(string path, string body) => PostAsync(path, System.Text.Encoding.UTF8.GetBytes(body));

    /// <summary>Stored events by name.</summary>
    public async Task<Dictionary<string, long>> NamesAsync() =>
        (await api.GetAsync($"/api/products/{id}/events/names")).Good["items"]!.AsArray().ToDictionary(i => (string)i!["name"]!, i => (long)i!["count"]!);

    public async Task<JsonArray> EventsAsync(string distinctId) => (await api.GetAsync($"/api/products/{id}/events?distinct_id={Uri.EscapeDataString(distinctId)}")).Good["items"]!.AsArray();
}
