using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tandem.Browser.Tests;
using Tandem.Server.Tests;

[assembly: AssemblyFixture(typeof(DemoFixture))]

namespace Tandem.Browser.Tests;

/// <summary>A person of the sample.</summary>
public sealed record SamplePerson(string Email, string Password);

/// <summary>One filled-in demo and one browser for all tests of this assembly.</summary>
public sealed partial class DemoFixture : IAsyncLifetime
{
    private IPlaywright _playwright = null!;

    internal HostProcess Host { get; } = new();

    public IBrowser Browser { get; private set; } = null!;

    /// <summary>Owner, project manager, operations lead, as printed.</summary>
    public IReadOnlyList<SamplePerson> People { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        await Host.StartAsync("demo", "--language", "en");
        People = [.. Host.Said.Split('\n').Select(line => Account().Match(line)).Where(match => match.Success).Select(match => new SamplePerson(match.Groups[1].Value, match.Groups[2].Value))];
        _playwright = await Playwright.CreateAsync();
        Browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
        });
    }

    /// <summary>A new visitor, signed in through the form.</summary>
    public async Task<IPage> SignInAsync(SamplePerson person, string locale = "en", int width = 1440, ColorScheme scheme = ColorScheme.Light)
    {
        var context = await Browser.NewContextAsync(new() { Locale = locale, ViewportSize = new() { Width = width, Height = 900 }, ColorScheme = scheme, BypassCSP = true, BaseURL = Host.Url });
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        var form = page.Locator("form:has(input[type=password])");
        await form.Locator("input[type=email]").FillAsync(person.Email);
        await form.Locator("input[type=password]").FillAsync(person.Password);
        await form.Locator("input[type=password]").PressAsync("Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (Browser is not null) await Browser.DisposeAsync();
        _playwright?.Dispose();
        await Host.DisposeAsync();
    }

    [GeneratedRegex(@"(\S+@\S+\.\S+)\s+(?:\S+\s+)?(\S{12,})$")]
    private static partial Regex Account();
}
