using Microsoft.Playwright;

namespace Tandem.Browser.Tests;

/// <summary>The plan and the board under a hand: what is dragged, typed or carried is what the server then has.</summary>
public sealed class PlanTests(DemoFixture demo)
{
    /// <summary>Two activities of the sample that have not begun.</summary>
    private const string Row = "2.8", Named = "2.11";

    [Fact]
    public async Task A_bar_dragged_to_the_right_starts_later_and_Ctrl_Z_takes_it_back()
    {
        var page = await OpenAsync("plan");
        var before = await StartAsync(page, Row);
        await DragAsync(page, Row, 40);
        await Assertions.Expect(page.Locator("tandem-toast .toast", new() { HasText = "starts" })).ToBeVisibleAsync(Patient);
        Assert.True(string.CompareOrdinal(await StartAsync(page, Row), before) > 0);
        await page.Locator(".gtree").FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator("tandem-toast .toast", new() { HasText = "Undone" })).ToBeVisibleAsync(Patient);
        Assert.Equal(before, await StartAsync(page, Row));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Whoever_edits_an_item_second_is_told_who_was_faster_and_what_they_set()
    {
        var (first, second) = (await OpenAsync("plan"), await OpenAsync("plan"));
        await second.EvaluateAsync("document.querySelector('tandem-gantt').reload = async () => {}"); // as if its news had not arrived yet
        await RenameAsync(first, "Cleared by one");
        await Assertions.Expect(first.Locator("tandem-toast .toast", new() { HasText = "Cleared by one" })).ToBeVisibleAsync(Patient);
        await RenameAsync(second, "Cleared by two");
        var note = second.Locator("tandem-conflict");
        await Assertions.Expect(note).ToContainTextAsync("Cleared by one", new() { Timeout = Patient.Timeout });
        await Assertions.Expect(note).ToContainTextAsync("Cleared by two");
        await note.GetByRole(AriaRole.Button).First.ClickAsync();
        await Assertions.Expect(second.Locator(".gr", new() { HasText = "Cleared by one" })).ToBeVisibleAsync();
        await first.Context.CloseAsync();
        await second.Context.CloseAsync();
    }

    [Fact]
    public async Task A_link_that_closes_a_circle_is_refused_naming_its_members()
    {
        var page = await OpenAsync("plan");
        var names = await page.EvaluateAsync<string[]>("""
            () => {
              const gantt = document.querySelector('tandem-gantt'), link = gantt.plan.links[0];
              void gantt.edits.link(link.dep.to, link.dep.from);
              return [gantt.plan.rows[link.from].item.name, gantt.plan.rows[link.to].item.name];
            }
            """);
        foreach (var name in names) await Assertions.Expect(page.Locator("tandem-toast [role=alert]")).ToContainTextAsync(name, new() { Timeout = Patient.Timeout });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_card_carried_by_keys_changes_its_column_and_Ctrl_Z_brings_it_back()
    {
        var page = await OpenAsync("board");
        var card = page.Locator(".bcol[data-state=ready] .bc").First;
        var id = await card.GetAttributeAsync("data-id");
        await card.FocusAsync();
        foreach (var key in new[] { "m", "ArrowRight", "Enter" }) await page.Keyboard.PressAsync(key);
        await Assertions.Expect(page.Locator("tandem-toast .toast")).ToContainTextAsync("is now in", new() { Timeout = Patient.Timeout });
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator($".bcol[data-state=in_progress] .bc[data-id='{id}']")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator($".bcol[data-state=ready] .bc[data-id='{id}']")).ToHaveCountAsync(1, new() { Timeout = Patient.Timeout });
        await page.Context.CloseAsync();
    }

    private static LocatorAssertionsToBeVisibleOptions Patient => new() { Timeout = 20_000 };

    private async Task<IPage> OpenAsync(string tab)
    {
        var page = await demo.SignInAsync(demo.People[1]);
        await page.Locator($"nav.rail a[href$='/{tab}']").First.ClickAsync();
        await page.WaitForSelectorAsync(tab == "plan" ? "tandem-gantt.ready .gr" : "tandem-board .bc");
        return page;
    }

    private static Task<string> StartAsync(IPage page, string wbs) =>
        page.EvaluateAsync<string>("wbs => document.querySelector('tandem-gantt').plan.rows.find(row => row.item.wbs === wbs).item.start", wbs);

    private static async Task DragAsync(IPage page, string wbs, int by)
    {
        var at = await page.EvaluateAsync<float[]>("""
            wbs => {
              const gantt = document.querySelector('tandem-gantt'), row = gantt.plan.rows.find(r => r.item.wbs === wbs);
              gantt.select(row);
              const view = gantt.view(), box = gantt.querySelector('canvas').getBoundingClientRect();
              const x = at => box.left + view.scale.x(at) - view.left;
              return [Math.max(box.left + 8, (x(row.start) + x(row.finish)) / 2), box.top + 48 + (gantt.plan.place[row.index] + 0.5) * view.rowHeight - view.top];
            }
            """, wbs);
        await page.Mouse.MoveAsync(at[0], at[1]);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(at[0] + by, at[1], new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    private static async Task RenameAsync(IPage page, string name)
    {
        await page.EvaluateAsync("wbs => { const gantt = document.querySelector('tandem-gantt'); gantt.select(gantt.plan.rows.find(row => row.item.wbs === wbs)); }", Named);
        await page.Locator(".gtree").FocusAsync();
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Enter");
    }
}
