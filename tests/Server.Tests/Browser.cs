using System.Net;
using System.Text.RegularExpressions;

namespace Tandem.Server.Tests;

/// <summary>A page as a browser without script sees it.</summary>
internal sealed partial record PageSeen(int Status, string Path, string Html, HttpResponseMessage Message)
{
    public string Title => Pick(TitlePattern());
    public string Language => Pick(LanguagePattern());

    /// <summary>The forms in order: their action and the values they would send as they stand.</summary>
    public IReadOnlyList<(string Action, Dictionary<string, string> Fields, string Html)> Forms =>
    [
        .. FormPattern().Matches(Html).Select(form => (WebUtility.HtmlDecode(ActionPattern().Match(form.Value).Groups[1].Value),
            InputPattern().Matches(form.Value).Select(input => (Name: Attribute(input.Value, "name"), Value: Attribute(input.Value, "value")))
                .Where(input => input.Name.Length > 0).GroupBy(input => input.Name).ToDictionary(group => group.Key, group => group.First().Value), form.Value)),
    ];

    private string Pick(Regex pattern) => WebUtility.HtmlDecode(pattern.Match(Html).Groups[1].Value);

    private static string Attribute(string tag, string name) => WebUtility.HtmlDecode(Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"").Groups[1].Value);

    [GeneratedRegex("<title>([^<]*)</title>")] private static partial Regex TitlePattern();
    [GeneratedRegex("<html lang=\"([^\"]*)\"")] private static partial Regex LanguagePattern();
    [GeneratedRegex("<form[ >].*?</form>", RegexOptions.Singleline)] private static partial Regex FormPattern();
    [GeneratedRegex("<form[^>]*action=\"([^\"]*)\"")] private static partial Regex ActionPattern();
    [GeneratedRegex("<input[^>]*type=\"hidden\"[^>]*>")] private static partial Regex InputPattern();
}

/// <summary>A person's browser without script: keeps cookies, follows redirects, fills in forms.</summary>
internal sealed class Browser : IDisposable
{
    private readonly HttpClient _http;

    public Browser(string url, string language = "en")
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = Cookies, AllowAutoRedirect = false }) { BaseAddress = new Uri(url) };
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        _http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Comes under another name than the address's.</summary>
    public string? Host
    {
        set => _http.DefaultRequestHeaders.Host = value;
    }

    public async Task<PageSeen> OpenAsync(string path) => await SeenAsync(await _http.GetAsync(path));

    /// <summary>Fills in the form that has all the named fields (or, with none, the one whose markup holds <paramref name="mark"/>) and sends it.</summary>
    public async Task<PageSeen> SubmitAsync(PageSeen page, string mark, params (string Name, string Value)[] values)
    {
        var form = page.Forms.FirstOrDefault(f => f.Html.Contains(mark, StringComparison.Ordinal) && values.All(v => f.Html.Contains($"name=\"{v.Name}\"", StringComparison.Ordinal) || IsOutside(page, f.Html, v.Name)));
        if (form.Html is null) throw new InvalidOperationException($"No form with {mark} on {page.Path} ({page.Status}): {page.Html}");
        var fields = new Dictionary<string, string>(form.Fields);
        foreach (var (name, value) in values) fields[name] = value;
        return await SeenAsync(await _http.PostAsync(form.Action.Length > 0 ? form.Action : page.Path, new FormUrlEncodedContent(fields)));
    }

    /// <summary>A field that names the form it belongs to and stands elsewhere.</summary>
    private static bool IsOutside(PageSeen page, string form, string field) =>
        Regex.Match(form, "^<form[^>]* id=\"([^\"]+)\"") is { Success: true } id && Regex.IsMatch(page.Html, $"<input[^>]* form=\"{id.Groups[1].Value}\"[^>]* name=\"{field}\"");

    /// <summary>The same with a file; null sends the field empty, as browsers do.</summary>
    public async Task<PageSeen> UploadAsync(PageSeen page, string mark, (string Name, byte[] Bytes)? file, params (string Name, string Value)[] values)
    {
        var form = page.Forms.First(f => f.Html.Contains(mark, StringComparison.Ordinal));
        var fields = new Dictionary<string, string>(form.Fields);
        foreach (var (name, value) in values) fields[name] = value;
        using var body = new MultipartFormDataContent();
        foreach (var (name, value) in fields) body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent(file?.Bytes ?? []), "file", file?.Name ?? "none");
        return await SeenAsync(await _http.PostAsync(form.Action.Length > 0 ? form.Action : page.Path, body));
    }

    /// <summary>Signs in through the page.</summary>
    public async Task<PageSeen> SignInAsync(string email, string password) =>
        await SubmitAsync(await OpenAsync("/sign-in"), "name=\"password\"", ("email", email), ("password", password));

    /// <summary>A call of the JSON API with the session's cookie, as an island makes it.</summary>
    public async Task<Answer> ApiAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Accept.ParseAdd("application/json");
        var answer = await _http.SendAsync(request);
        return new Answer(answer.StatusCode, answer, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose() => _http.Dispose();

    /// <summary>Follows redirects within the site; one that leads elsewhere is what is seen, its address as the path.</summary>
    private async Task<PageSeen> SeenAsync(HttpResponseMessage answer)
    {
        while (answer.Headers.Location is { } to)
        {
            if (to.IsAbsoluteUri && to.Host != _http.BaseAddress!.Host && to.Host != _http.DefaultRequestHeaders.Host) return new((int)answer.StatusCode, to.AbsoluteUri, "", answer);
            answer = await _http.GetAsync(to.IsAbsoluteUri ? to.PathAndQuery : to.OriginalString);
        }
        return new((int)answer.StatusCode, answer.RequestMessage!.RequestUri!.PathAndQuery, await answer.Content.ReadAsStringAsync(), answer);
    }
}
