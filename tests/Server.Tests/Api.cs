using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests;

/// <summary>An answer of the API: status, headers and JSON (null where the body is none).</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseMessage Message, string Text)
{
    public int Code => (int)Status;
    public bool Ok => Message.IsSuccessStatusCode;
    public JsonNode Json => JsonNode.Parse(Text)!;
    public string? Problem => Message.Content.Headers.ContentType?.MediaType == "application/problem+json" ? (string?)Json["code"] : null;
    public string? ETag => Message.Headers.ETag?.Tag;

    /// <summary>The JSON of a success; a test that expected one fails with what was said instead.</summary>
    public JsonNode Good => Ok ? Json : throw new InvalidOperationException($"{Message.RequestMessage?.Method} {Message.RequestMessage?.RequestUri}: {Code} {Text}");
}

/// <summary>Speaks the JSON API with a token, as a customer's program would.</summary>
internal sealed class Api(string url, string? token = null) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(url) };

    public Task<Answer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Get, path, null, headers);

    /// <summary>Body: anything JSON can hold, or <see cref="HttpContent"/> as it is.</summary>
    public Task<Answer> PostAsync(string path, object? body = null, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Post, path, body, headers);

    public Task<Answer> PutAsync(string path, object? body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Put, path, body, headers);

    public Task<Answer> PatchAsync(string path, object? body, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Patch, path, body, headers);

    public Task<Answer> DeleteAsync(string path, params (string Name, string Value)[] headers) => SendAsync(HttpMethod.Delete, path, null, headers);

    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body as HttpContent ?? (body is null ? null : JsonContent.Create(body)) };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Accept.ParseAdd("application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        var answer = await _http.SendAsync(request);
        return new Answer(answer.StatusCode, answer, await answer.Content.ReadAsStringAsync());
    }

    public static HttpContent Text(string text, string type) => new StringContent(text, Encoding.UTF8, type);

    public void Dispose() => _http.Dispose();
}
