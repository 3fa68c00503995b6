using System.Globalization;
using Microsoft.Playwright;
using Tandem.Server.Tests;

namespace Tandem.Browser.Tests;

/// <summary>The plan and the board under a hand: what is dragged, typed or carried is what the server then has.</summary>
public sealed class PlanTests(DemoFixture demo)
{
    /// <summary>Activities of the sample that have not begun; a test a row, so that none is in another's way. 2.9 lasts 34 elapsed days; 4.8 and 4.10 are not linked.</summary>
    private const string Row = "2.8", Named = "2.11", Elapsed = "2.9", Pulled = "5.5", First = "4.8", Then = "4.10", Watched = "6.3";

    [Fact]
    public async Task A_bar_dragged_to_the_right_starts_later_and_Ctrl_Z_takes_it_back()
    {
        var page = await OpenAsync("plan");
        var before = await StartAsync(page, Row);
        await SelectAsync(page, Row);
        var bar = await PointAsync(page, Row, "bar");
        await DragAsync(page, bar, (bar.X + 40, bar.Y));
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
              void gantt.edits.link(gantt.plan.rows[link.to].item.id, gantt.plan.rows[link.from].item.id);
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

    [Fact]
    public async Task A_card_is_named_in_its_column_and_Ctrl_Z_takes_it_back()
    {
        var page = await OpenAsync("board");
        var column = page.Locator(".bcol[data-state=ready]");
        await column.Locator(".add").ClickAsync();
        await page.Keyboard.TypeAsync("Gift cards at the till");
        await page.Keyboard.PressAsync("Enter");
        var card = column.Locator(".bc", new() { HasText = "Gift cards at the till" });
        await Assertions.Expect(card).ToBeVisibleAsync(Patient);
        await card.FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(card).ToHaveCountAsync(0, new() { Timeout = Patient.Timeout });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_bars_end_dragged_to_the_right_makes_it_longer_undone_and_done_again_by_keys()
    {
        var page = await OpenAsync("plan");
        var before = await StoredAsync(page, Pulled, "duration");
        await SelectAsync(page, Pulled);
        var (end, step) = (await PointAsync(page, Pulled, "end"), await page.EvaluateAsync<float>("document.querySelector('tandem-gantt').view().scale.perDay"));
        await DragAsync(page, end, (end.X + 5 * step, end.Y));
        await Assertions.Expect(page.Locator("tandem-toast .toast", new() { HasText = "takes" })).ToBeVisibleAsync(Patient);
        var longer = await StoredAsync(page, Pulled, "duration");
        Assert.True(int.Parse(longer, CultureInfo.InvariantCulture) > int.Parse(before, CultureInfo.InvariantCulture), $"{before} → {longer}");
        await page.Locator(".gtree").FocusAsync();
        foreach (var (keys, said, length) in new[] { ("Control+z", "Undone", before), ("Control+Shift+z", "Done again", longer), ("Control+z", "Undone", before), ("Control+y", "Done again", longer), ("Control+z", "Undone", before) })
        {
            await page.EvaluateAsync("document.querySelectorAll('tandem-toast .toast').forEach(toast => toast.remove())");
            await page.Keyboard.PressAsync(keys);
            await Assertions.Expect(page.Locator("tandem-toast .toast", new() { HasText = said })).ToBeVisibleAsync(Patient);
            Assert.Equal(length, await StoredAsync(page, Pulled, "duration"));
        }
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_line_drawn_from_bar_to_bar_links_them_and_the_later_one_waits()
    {
        var page = await OpenAsync("plan");
        const string links = "([from, to]) => document.querySelector('tandem-gantt').plan.links.filter(l => document.querySelector('tandem-gantt').plan.rows[l.from].item.wbs === from && document.querySelector('tandem-gantt').plan.rows[l.to].item.wbs === to).length";
        Assert.Equal(0, await page.EvaluateAsync<int>(links, new[] { First, Then }));
        await SelectAsync(page, First);
        await DragAsync(page, await PointAsync(page, First, "dot"), await PointAsync(page, Then, "bar"));
        await Assertions.Expect(page.Locator("tandem-toast .toast[data-undo]")).ToBeVisibleAsync(Patient);
        await page.ReloadAsync();
        await page.WaitForSelectorAsync("tandem-gantt.ready .gr");
        Assert.Equal(1, await page.EvaluateAsync<int>(links, new[] { First, Then }));
        await page.Locator(".gtree").FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator("tandem-toast .toast", new() { HasText = "Undone" })).ToBeVisibleAsync(Patient);
        Assert.Equal(0, await page.EvaluateAsync<int>(links, new[] { First, Then }));
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_open_plan_shows_what_another_client_edits_without_being_touched()
    {
        var page = await OpenAsync("plan");
        var (project, id) = (await page.EvaluateAsync<string>("document.querySelector('tandem-gantt').projectId"), await StoredAsync(page, Watched, "id"));
        await SelectAsync(page, Watched);
        using var other = new Api(demo.Host.Url, await demo.Host.TokenAsync("pmo"));
        var path = $"/api/projects/{project}/items/{id}";
        var seen = await other.GetAsync(path);
        var answer = (await other.PatchAsync(path, new { name = "Renamed elsewhere", duration = 4800 }, ("If-Match", seen.ETag!))).Good;
        await Assertions.Expect(page.Locator(".gr", new() { HasText = "Renamed elsewhere" })).ToBeVisibleAsync(Patient);
        await page.WaitForFunctionAsync("([wbs, finish]) => document.querySelector('tandem-gantt').plan.rows.find(row => row.item.wbs === wbs).item.finish === finish", new[] { Watched, (string)answer["item"]!["finish"]! });
        _ = (await other.PostAsync($"/api/projects/{project}/plan:undo")).Good;
        await Assertions.Expect(page.Locator(".gr", new() { HasText = (string)seen.Good["name"]! })).ToBeVisibleAsync(Patient);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task An_elapsed_duration_is_shown_in_days_of_24_hours_and_read_back_as_typed()
    {
        var page = await OpenAsync("plan");
        await SelectAsync(page, Elapsed);
        var cell = page.Locator(".gr.on, .gr[aria-selected=true]").First;
        await Assertions.Expect(cell).ToContainTextAsync("34 ed");
        foreach (var (text, minutes, round) in new[] { ("35 ed", "50400", "true"), ("20 d", "9600", "false") })
        {
            await page.EvaluateAsync("wbs => { const gantt = document.querySelector('tandem-gantt'); gantt.grid.edit(gantt.plan.rows.find(row => row.item.wbs === wbs), 'duration'); }", Elapsed);
            await page.Keyboard.TypeAsync(text);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(page.Locator("tandem-toast .toast", new() { HasText = text })).ToBeVisibleAsync(Patient);
            Assert.Equal((minutes, round), (await StoredAsync(page, Elapsed, "duration"), await StoredAsync(page, Elapsed, "elapsed")));
        }
        await page.Locator(".gtree").FocusAsync();
        foreach (var left in new[] { "50400", "48960" })
        {
            await page.EvaluateAsync("document.querySelectorAll('tandem-toast .toast').forEach(toast => toast.remove())");
            await page.Keyboard.PressAsync("Control+z");
            await Assertions.Expect(page.Locator("tandem-toast .toast", new() { HasText = "Undone" })).ToBeVisibleAsync(Patient);
            Assert.Equal(left, await StoredAsync(page, Elapsed, "duration"));
        }
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

    private static Task SelectAsync(IPage page, string wbs) =>
        page.EvaluateAsync("wbs => { const gantt = document.querySelector('tandem-gantt'); gantt.select(gantt.plan.rows.find(row => row.item.wbs === wbs)); }", wbs);

    /// <summary>Where a row's bar, its end or its dot is on the screen.</summary>
    private static async Task<(float X, float Y)> PointAsync(IPage page, string wbs, string part)
    {
        var at = await page.EvaluateAsync<float[]>("""
            ([wbs, part]) => {
              const gantt = document.querySelector('tandem-gantt'), row = gantt.plan.rows.find(r => r.item.wbs === wbs);
              const view = gantt.view(), box = gantt.querySelector('canvas').getBoundingClientRect();
              const from = box.left + view.scale.x(row.start) - view.left, to = box.left + view.scale.x(row.finish) - view.left;
              const x = part === 'end' ? to - 1 : part === 'dot' ? to + 9 : Math.max(box.left + 8, (from + Math.min(to, box.right - 8)) / 2);
              return [x, box.top + 48 + (gantt.plan.place[row.index] + 0.5) * view.rowHeight - view.top];
            }
            """, new[] { wbs, part });
        return (at[0], at[1]);
    }

    private static async Task DragAsync(IPage page, (float X, float Y) from, (float X, float Y) to)
    {
        await page.Mouse.MoveAsync(from.X, from.Y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 8 });
        await page.Mouse.UpAsync();
    }

    /// <summary>A field of a row as the server has it.</summary>
    private static Task<string> StoredAsync(IPage page, string wbs, string field) => page.EvaluateAsync<string>("""
        async ([wbs, field]) => {
          const plan = await (await fetch(`/api/projects/${document.querySelector('tandem-gantt').projectId}/plan`)).json();
          return String(plan.items.find(item => item.wbs === wbs)[field]);
        }
        """, new[] { wbs, field });

    private static async Task RenameAsync(IPage page, string name)
    {
        await SelectAsync(page, Named);
        await page.Locator(".gtree").FocusAsync();
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Enter");
    }
}
