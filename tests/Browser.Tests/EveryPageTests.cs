using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Tandem.Server.Tests;

namespace Tandem.Browser.Tests;

/// <summary>What holds for every page that the left rail leads to.</summary>
public sealed partial class EveryPageTests(DemoFixture demo)
{
    private static readonly string Axe = File.ReadAllText(Path.Combine(Paths.Repository, "tests", "clients", "node_modules", "axe-core", "axe.min.js"));

    [Theory]
    [InlineData("en", ColorScheme.Light, 1440)]
    [InlineData("en", ColorScheme.Dark, 390)]
    [InlineData("zh-CN", ColorScheme.Light, 390)]
    [InlineData("zh-CN", ColorScheme.Dark, 1440)]
    public async Task Every_page_of_the_rail_is_whole_in_its_language_and_axe_finds_nothing(string locale, ColorScheme scheme, int width)
    {
        var page = await demo.SignInAsync(demo.People[0], locale, width, scheme);
        var errors = new List<string>();
        page.Console += (_, message) => { if (message.Type == "error") errors.Add($"{page.Url}: {message.Text}"); };
        page.PageError += (_, error) => errors.Add($"{page.Url}: {error}");
        var faults = new List<string>();
        var addresses = await page.EvaluateAsync<string[]>("[...new Set([...document.querySelectorAll('nav.rail a[href]')].map(a => a.getAttribute('href')))]");
        Assert.True(addresses.Length >= 10, $"the rail has {addresses.Length} pages");
        foreach (var address in addresses.Concat(await OfProjectAsync(page)).Concat(await OfProductAsync(page))) faults.AddRange(await FaultsAsync(page, address, locale));
        Assert.Empty(faults.Concat(errors));
        await page.Context.CloseAsync();
    }

    /// <summary>The tabs of the sample's project, and where they lead: a simulation, an item.</summary>
    private static async Task<string[]> OfProjectAsync(IPage page)
    {
        await page.GotoAsync((await page.Locator("nav.rail a[href$='/plan']").First.GetAttributeAsync("href"))!);
        await page.WaitForSelectorAsync("tandem-gantt.ready .gr");
        return await page.EvaluateAsync<string[]>("""
            async () => {
              const gantt = document.querySelector('tandem-gantt'), project = `/projects/${gantt.projectId}`;
              const tabs = [...document.querySelectorAll('nav.tabs a')].map(a => a.getAttribute('href')).filter(href => !href.endsWith('/board'));
              const first = gantt.plan.rows.find(row => row.children === 0 && row.item.id);
              return [...new Set([...tabs, `${project}/simulation`, `${project}/items/${first.item.id}`])];
            }
            """);
    }

    /// <summary>The kinds of questions, each with its own page.</summary>
    private static async Task<string[]> OfProductAsync(IPage page)
    {
        await page.GotoAsync((await page.Locator("nav.rail a[href$='/insights']").First.GetAttributeAsync("href"))!);
        return await page.EvaluateAsync<string[]>("[...document.querySelectorAll('nav.tabs a')].map(a => a.getAttribute('href')).slice(1)");
    }

    internal static async Task<List<string>> FaultsAsync(IPage page, string address, string locale, int status = 200)
    {
        var faults = new List<string>();
        var answer = await page.GotoAsync(address);
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle, new() { Timeout = 10_000 }).ContinueWith(_ => { });
        if (answer?.Status != status) faults.Add($"{address}: status {answer?.Status}");
        if (await page.GetAttributeAsync("html", "lang") != locale) faults.Add($"{address}: language");
        if (!(await page.TitleAsync()).EndsWith("Tandem", StringComparison.Ordinal)) faults.Add($"{address}: title {await page.TitleAsync()}");
        var text = await page.InnerTextAsync("body");
        faults.AddRange(Untranslated().Matches(text).Where(match => !match.Value.EndsWith(".xml", StringComparison.Ordinal)).Select(match => $"{address}: untranslated {match.Value}"));
        var wide = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wide > 1) faults.Add($"{address}: scrolls sideways by {wide}");
        await page.EvaluateAsync(Axe);
        faults.AddRange((await page.EvaluateAsync<string[]>("axe.run().then(r => r.violations.map(v => `${v.id} (${v.impact}): ${v.nodes[0].html.slice(0, 120)}`))")).Select(violation => $"{address}: {violation}"));
        return faults;
    }

    /// <summary>Keys of the words look like <c>plan.title</c>; addresses and file names do too, so only known first parts count.</summary>
    [GeneratedRegex(@"\b(shell|gate|set-up|sign-in|invitation|field|form|rail|role|problem|plan|board|item|today|signal|signals|rule|rules|outcome|outcomes|target|metric|metrics|dashboard|insight|insights|trends|funnel|retention|live|product|settings|members|tokens|audit|project|projects)\.[a-z][\w.-]*[a-z]\b|\{\d+\}")]
    private static partial Regex Untranslated();
}
