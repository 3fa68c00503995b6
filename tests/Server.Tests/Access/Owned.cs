namespace Tandem.Server.Tests.Access;

/// <summary>An installation of its own whose owner was made through the page; the tests of a class share it.</summary>
public sealed class OwnedFixture : IAsyncLifetime
{
    internal HostProcess Host { get; private set; } = null!;

    /// <summary>The owner's API.</summary>
    internal Api Owner { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Host = await Owned.HostAsync();
        Owner = new Api(Host.Url, await Host.TokenAsync());
    }

    public ValueTask DisposeAsync()
    {
        Owner.Dispose();
        return Host.DisposeAsync();
    }
}

internal static class Owned
{
    public const string Email = "olga@example.org", Password = "correct horse battery";

    public static async Task<HostProcess> HostAsync()
    {
        var host = new HostProcess();
        await host.StartAsync();
        using var browser = new Browser(host.Url);
        await browser.SubmitAsync(await browser.OpenAsync("/set-up"), "set-up", ("name", "Olga"), ("workspace", "Shop"), ("email", Email), ("password", Password), ("language", "en"));
        return host;
    }

    /// <summary>A browser in which the owner is signed in.</summary>
    public static async Task<Browser> BrowserAsync(HostProcess host)
    {
        var browser = new Browser(host.Url);
        await browser.SignInAsync(Email, Password);
        return browser;
    }

    /// <summary>Invites a person, who accepts; gives their id.</summary>
    public static async Task<string> InviteAsync(HostProcess host, Api owner, string email, string role, string password)
    {
        var made = (await owner.PostAsync("/api/invitations", new { email, role })).Good;
        using var browser = new Browser(host.Url);
        await browser.SubmitAsync(await browser.OpenAsync(new Uri((string)made["link"]!).PathAndQuery), "name=\"password\"", ("name", email.Split('@')[0]), ("password", password));
        return (string)(await browser.ApiAsync(HttpMethod.Get, "/api/me")).Good["id"]!;
    }

    /// <summary>What /api/me answers after something was done.</summary>
    public static async Task<Answer> ApiAfterAsync(this Browser browser, Func<Task> act)
    {
        await act();
        return await browser.ApiAsync(HttpMethod.Get, "/api/me");
    }
}
