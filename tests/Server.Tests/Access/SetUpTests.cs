namespace Tandem.Server.Tests.Access;

public sealed class SetUpTests
{
    [Fact]
    public async Task The_first_visitor_of_this_machine_makes_the_owner_and_is_signed_in()
    {
        await using var host = new HostProcess();
        await host.StartAsync();
        using var browser = new Browser(host.Url);
        var page = await browser.OpenAsync("/");
        Assert.Equal("/set-up", page.Path);
        page = await browser.SubmitAsync(page, "set-up", ("name", "Ann"), ("workspace", "Shop"), ("email", "ann@example.org"), ("password", "short"), ("zone", "Europe/London"), ("language", "en"));
        Assert.Equal(400, page.Status);
        Assert.Contains("At least 12 characters; this has 5.", page.Html);
        await browser.SubmitAsync(page, "set-up", ("name", "Ann"), ("workspace", "Shop"), ("email", "ann@example.org"), ("password", "a long password"), ("zone", "Europe/London"), ("language", "en"));
        var me = (await browser.ApiAsync(HttpMethod.Get, "/api/me")).Good;
        Assert.Equal(("Ann", "owner", "Europe/London"), ((string)me["name"]!, (string)me["role"]!, (string)me["zone"]!));
        using var second = new Browser(host.Url);
        Assert.Equal("/sign-in?next=%2F", (await second.OpenAsync("/set-up")).Path);
    }

    [Fact]
    public async Task Under_a_foreign_name_the_owner_page_asks_for_the_code_that_the_console_shows()
    {
        await using var host = new HostProcess();
        await host.StartAsync();
        using var browser = new Browser(host.Url);
        browser.Host = "tandem.example.org";
        var page = await browser.OpenAsync("/set-up");
        (string, string)[] owner = [("name", "Eve"), ("workspace", "Shop"), ("email", "eve@example.org"), ("password", "a long password")];
        page = await browser.SubmitAsync(page, "set-up", [.. owner, ("code", "WRONG")]);
        Assert.Equal(400, page.Status);
        Assert.Contains("This is not the code on the console.", page.Html);
        var code = System.Text.RegularExpressions.Regex.Match(host.Said, "One-time code: ([A-Z0-9]{10})").Groups[1].Value;
        await browser.SubmitAsync(page, "set-up", [.. owner, ("code", code)]);
        Assert.Equal("Eve", (string?)(await browser.ApiAsync(HttpMethod.Get, "/api/me")).Good["name"]);
    }
}
