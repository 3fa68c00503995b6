using Microsoft.Playwright;
using Tandem.Server.Tests;

namespace Tandem.Browser.Tests;

/// <summary>The pages before the workspace, and the loop's pages in a workspace that has nothing yet.</summary>
public sealed class GateTests(DemoFixture demo)
{
    private const string Email = "olga@example.org", Password = "correct horse battery";

    [Fact]
    public async Task Every_page_before_the_workspace_and_every_empty_page_is_whole_in_both_languages_and_axe_finds_nothing()
    {
        await using var host = new HostProcess();
        await host.StartAsync();
        var faults = new List<string>();
        foreach (var looks in Looks) faults.AddRange(await VisitAsync(host, looks, ["/set-up", "/invitation?code=none", "/new-password?code=none"]));
        var (product, links) = await FillAsync(host);
        string[] empty = ["/products/new", $"/products/{product}/rules", .. new[] { "SlowSeller", "Band", "Target" }.Select(kind => $"/products/{product}/rules/new?kind={kind}"), $"/products/{product}/signals", $"/products/{product}/outcomes",
            $"/products/{product}/targets", $"/products/{product}/targets/new", $"/products/{product}/metrics/new", $"/products/{product}/insights"];
        foreach (var looks in Looks) faults.AddRange([.. await VisitAsync(host, looks, ["/sign-in", .. links]), .. await VisitAsync(host, looks, empty, signIn: true)]);
        Assert.Empty(faults);
    }

    private static IEnumerable<(string Locale, ColorScheme Scheme, int Width)> Looks => [("en", ColorScheme.Light, 1440), ("en", ColorScheme.Dark, 390), ("zh-CN", ColorScheme.Light, 390), ("zh-CN", ColorScheme.Dark, 1440)];

    private async Task<List<string>> VisitAsync(HostProcess host, (string Locale, ColorScheme Scheme, int Width) looks, IEnumerable<string> addresses, bool signIn = false)
    {
        var context = await demo.Browser.NewContextAsync(new() { Locale = looks.Locale, ViewportSize = new() { Width = looks.Width, Height = 900 }, ColorScheme = looks.Scheme, BypassCSP = true, BaseURL = host.Url });
        var page = await context.NewPageAsync();
        if (signIn)
        {
            await page.GotoAsync("/sign-in");
            await page.FillAsync("#f-email", Email);
            await page.FillAsync("#f-password", Password);
            await page.PressAsync("#f-password", "Enter");
            await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        }
        var faults = new List<string>();
        foreach (var address in addresses) faults.AddRange((await EveryPageTests.FaultsAsync(page, address, looks.Locale, address.EndsWith("=none", StringComparison.Ordinal) ? 410 : 200)).Select(fault => $"{looks}: {fault}"));
        await context.CloseAsync();
        return faults;
    }

    /// <summary>The owner, an empty product, an invitation and a link for a new password.</summary>
    private static async Task<(string Product, string[] Links)> FillAsync(HostProcess host)
    {
        using var browser = new Server.Tests.Browser(host.Url);
        await browser.SubmitAsync(await browser.OpenAsync("/set-up"), "set-up", ("name", "Olga"), ("workspace", "Shop"), ("email", Email), ("password", Password), ("language", "en"));
        using var api = new Api(host.Url, await host.TokenAsync());
        var product = (string)(await api.PostAsync("/api/products", new { name = "Empty", timeZone = "Asia/Shanghai" })).Good["id"]!;
        var invited = (string)(await api.PostAsync("/api/invitations", new { email = "ben@example.org", role = "member" })).Good["link"]!;
        var owner = (string)(await api.GetAsync("/api/members")).Good["items"]![0]!["id"]!;
        var password = (string)(await api.PostAsync($"/api/members/{owner}/password-links", new { })).Good["link"]!;
        return (product, [new Uri(invited).PathAndQuery, new Uri(password).PathAndQuery]);
    }
}
