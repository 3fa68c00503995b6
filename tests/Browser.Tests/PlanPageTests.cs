using System.Globalization;
using System.Text;
using Microsoft.Playwright;
using Tandem.Server.Tests;

namespace Tandem.Browser.Tests;

/// <summary>The plan page beyond its bars: large plans by windows, columns and filters by keys, why a date is so, what-if copies, tables from and to a spreadsheet.</summary>
public sealed class PlanPageTests(DemoFixture demo, ITestOutputHelper output)
{
    private const string Driven = "5.5", Before = "5.2";
    private const long MostBytes = 1_500_000;

    private static LocatorAssertionsToBeVisibleOptions Patient => new() { Timeout = 20_000 };

    [Fact]
    public async Task A_plan_of_20_000_activities_is_read_by_windows_and_opens_within_a_megabyte_and_a_half()
    {
        using var api = new Api(demo.Host.Url, await demo.Host.TokenAsync());
        var project = await ProjectAsync(api, Large(40, 10, 50));
        var page = await demo.SignInAsync(demo.People[0]);
        var session = await page.Context.NewCDPSessionAsync(page);
        _ = await session.SendAsync("Network.enable");
        long bytes = 0;
        session.Event("Network.loadingFinished").OnEvent += (_, data) => bytes += (long)data!.Value.GetProperty("encodedDataLength").GetDouble();
        await page.GotoAsync($"/projects/{project}/plan", new() { WaitUntil = WaitUntilState.Commit });
        await page.WaitForSelectorAsync("tandem-gantt.ready .gr");
        var ready = await page.EvaluateAsync<double>("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))");
        await page.WaitForTimeoutAsync(1000);
        output.WriteLine($"first paint of rows {ready:0} ms after navigation, {bytes / 1024} KB");
        Assert.InRange(bytes, 1, MostBytes);
        var (dom, rows, total, here) = (await CountAsync(page, "document.querySelectorAll('*').length"), await CountAsync(page, "document.querySelectorAll('.gr').length"), await CountAsync(page, "document.querySelector('tandem-gantt').plan.total"),
            await CountAsync(page, "document.querySelector('tandem-gantt').plan.rows.filter(row => row.item.id).length"));
        output.WriteLine($"{total} rows, {here} of them read, {rows} in the page, {dom} elements");
        Assert.True(total >= 20_000 && here < 1000 && dom < 3000, "the whole plan is here");
        output.WriteLine($"scrolling through all of it: {await FramesAsync(page):0.0} frames a second");
        await Assertions.Expect(page.Locator(".gr:not(.pend)", new() { HasText = "Task 40-10-50" })).ToBeVisibleAsync(Patient);
        await page.EvaluateAsync("document.querySelector('tandem-gantt').show({ text: 'Task 20-5-7' })");
        await Assertions.Expect(page.Locator(".gr:not(.pend)", new() { HasText = "Task 20-5-7" }).First).ToBeVisibleAsync(Patient);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Columns_groups_and_filters_are_chosen_by_keys_and_kept_for_the_person()
    {
        var page = await OpenAsync();
        await page.Locator(".gtree").FocusAsync();
        await page.Keyboard.PressAsync("v");
        await page.Locator(".gcolpick label", new() { HasText = "Free float" }).Locator("input").PressAsync("Space");
        await Assertions.Expect(page.Locator(".ghead [role=columnheader]", new() { HasText = "Free float" })).ToBeVisibleAsync(Patient);
        await page.Keyboard.PressAsync("Escape");
        await page.Locator(".gtree").FocusAsync();
        await page.Keyboard.PressAsync("f");
        await page.Locator(".gmenu .gfield", new() { HasText = "Group by" }).Locator("select").SelectOptionAsync("state");
        await Assertions.Expect(page.Locator(".gr.sum", new() { HasText = "Backlog" })).ToBeVisibleAsync(Patient);
        await page.WaitForTimeoutAsync(1000);
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".gr.sum", new() { HasText = "Backlog" })).ToBeVisibleAsync(Patient);
        await Assertions.Expect(page.Locator(".ghead [role=columnheader]", new() { HasText = "Free float" })).ToBeVisibleAsync();
        await page.EvaluateAsync("() => { const gantt = document.querySelector('tandem-gantt'); gantt.choose(['start', 'finish', 'duration', 'float', 'done', 'owner']); gantt.show({ group: '' }); }");
        await Assertions.Expect(page.Locator(".gr.sum", new() { HasText = "Backlog" })).ToHaveCountAsync(0);
        await page.WaitForTimeoutAsync(1000);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Columns_are_dragged_and_moved_and_widened_by_keys_and_stay_so_for_the_person()
    {
        var page = await OpenAsync();
        var heads = page.Locator(".ghead .gmove");
        var usual = await heads.AllInnerTextsAsync();
        var (first, third) = ((await heads.Nth(0).BoundingBoxAsync())!, (await heads.Nth(2).BoundingBoxAsync())!);
        await page.Mouse.MoveAsync(first.X + 10, first.Y + 10);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(third.X + 10, third.Y + 10, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(heads.Nth(2)).ToHaveTextAsync(usual[0]);
        Assert.Equal([usual[1], usual[2], usual[0], .. usual.Skip(3)], await heads.AllInnerTextsAsync());
        await heads.Nth(2).FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowLeft");
        await page.Keyboard.PressAsync("Alt+ArrowLeft");
        await Assertions.Expect(heads.Nth(0)).ToHaveTextAsync(usual[0]);
        var width = (await heads.Nth(0).BoundingBoxAsync())!.Width;
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Shift+ArrowRight");
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await page.WaitForTimeoutAsync(1000);
        await page.ReloadAsync();
        await Assertions.Expect(heads.Nth(1)).ToHaveTextAsync(usual[0], new() { Timeout = 20_000 });
        Assert.Equal(width + 16, (await heads.Nth(1).BoundingBoxAsync())!.Width, 1.0);
        await page.EvaluateAsync("() => { const gantt = document.querySelector('tandem-gantt'); gantt.widen('start', null); gantt.choose(['start', 'finish', 'duration', 'float', 'done', 'owner']); }");
        await page.WaitForTimeoutAsync(1000);
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Why_a_date_is_so_stands_beside_the_chart_and_its_chain_is_marked()
    {
        var page = await OpenAsync();
        await SelectAsync(page, Driven);
        await page.Locator(".gtree").FocusAsync();
        await page.Keyboard.PressAsync("w");
        var steps = page.Locator(".gwhy li");
        await Assertions.Expect(steps.First).ToContainTextAsync(Driven, new() { Timeout = 20_000 });
        await Assertions.Expect(steps.Nth(1)).ToContainTextAsync(Before);
        Assert.Equal([Before, Driven], (await page.EvaluateAsync<string[]>("(() => { const gantt = document.querySelector('tandem-gantt'); return [...gantt.view().path.rows].map(k => gantt.plan.rows[k].item.wbs).sort(); })()")));
        await steps.Nth(1).Locator("button").ClickAsync();
        await Assertions.Expect(page.Locator(".gr[aria-selected=true]")).ToContainTextAsync(Before);
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".gwhy")).ToBeHiddenAsync();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Rows_of_a_spreadsheet_are_shown_first_then_pasted_and_one_undo_takes_them_back()
    {
        var page = await OpenAsync();
        await SelectAsync(page, Driven);
        await PasteAsync(page, "Name\tStart\tDur.\tColour\nPasted walls\t2011-10-03\t3 d\tred\n=Pasted roof\tsoon\t1w\tblue\n");
        var dialog = page.Locator("dialog.gpaste");
        foreach (var said in new[] { "2 new", "Row 3, Start: soon", "Colour" }) await Assertions.Expect(dialog).ToContainTextAsync(said);
        await Assertions.Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Paste" })).ToBeDisabledAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();
        await PasteAsync(page, "Name\tStart\tDur.\tPredecessors\nPasted walls\t2011-10-03\t3 d\t\n=Pasted roof\t\t1w\tPasted walls FS+1d\n");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Paste" }).ClickAsync();
        await Assertions.Expect(page.Locator(".gr", new() { HasText = "Pasted walls" })).ToBeVisibleAsync(Patient);
        await Assertions.Expect(page.Locator(".gr", new() { HasText = "=Pasted roof" })).ToBeVisibleAsync(Patient);
        await page.Locator(".gtree").FocusAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.Locator(".gr", new() { HasText = "Pasted walls" })).ToHaveCountAsync(0, new() { Timeout = 20_000 });
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_what_if_copy_is_made_edited_held_against_the_plan_and_brought_into_it()
    {
        using var api = new Api(demo.Host.Url, await demo.Host.TokenAsync());
        var project = await ProjectAsync(api, Large(1, 1, 4));
        var page = await demo.SignInAsync(demo.People[0]);
        await page.GotoAsync($"/projects/{project}/plan");
        await page.WaitForSelectorAsync("tandem-gantt.ready .gr");
        await page.Locator("details.menu > summary", new() { HasText = "What-if" }).ClickAsync();
        await page.Locator("form[action$='/what-ifs'] button").ClickAsync();
        await Assertions.Expect(page.Locator(".note.bar")).ToContainTextAsync("what-if copy", new() { Timeout = 20_000 });
        await page.WaitForSelectorAsync("tandem-gantt.ready .gr");
        await page.EvaluateAsync("() => { const gantt = document.querySelector('tandem-gantt'), row = gantt.plan.rows[2]; return gantt.edits.patch(row, { duration: row.item.duration + 2400 }, {}, 'longer'); }");
        await page.Locator(".note.bar a", new() { HasText = "Difference" }).ClickAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("duration", new() { Timeout = 20_000 });
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring into the plan" }).ClickAsync();
        await page.WaitForSelectorAsync("tandem-gantt.ready .gr");
        Assert.Contains(project, page.Url, StringComparison.Ordinal);
        Assert.Equal(2880, await page.EvaluateAsync<int>("document.querySelector('tandem-gantt').plan.rows[2].item.duration"));
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync()
    {
        var page = await demo.SignInAsync(demo.People[1]);
        await page.Locator("nav.rail a[href$='/plan']").First.ClickAsync();
        await page.WaitForSelectorAsync("tandem-gantt.ready .gr");
        return page;
    }

    private static Task SelectAsync(IPage page, string wbs) =>
        page.EvaluateAsync("wbs => { const gantt = document.querySelector('tandem-gantt'); gantt.select(gantt.plan.rows.find(row => row.item.wbs === wbs)); }", wbs);

    private static Task PasteAsync(IPage page, string text) => page.EvaluateAsync("""
        text => {
          const data = new DataTransfer();
          data.setData('text/plain', text);
          document.querySelector('.gtree').dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """, text);

    private static Task<int> CountAsync(IPage page, string what) => page.EvaluateAsync<int>(what);

    /// <summary>Frames a second while the plan goes by from its first row to its last in three seconds.</summary>
    private static Task<double> FramesAsync(IPage page) => page.EvaluateAsync<double>("""
        () => new Promise(done => {
          const box = document.querySelector('.gscroll'), end = box.scrollHeight - box.clientHeight, began = performance.now();
          let frames = 0;
          const step = now => {
            frames++;
            const part = Math.min(1, Math.max(0, (now - began) / 3000));
            box.scrollTop = end * part;
            if (part < 1) requestAnimationFrame(step); else done(frames / ((performance.now() - began) / 1000));
          };
          requestAnimationFrame(step);
        })
        """);

    private static async Task<string> ProjectAsync(Api api, string csv)
    {
        var product = (string)(await api.GetAsync("/api/products")).Good["items"]![0]!["id"]!;
        var project = (string)(await api.PostAsync("/api/projects", new { name = "Made here", productId = product, start = "2011-06-01", timeZone = "Europe/London" })).Good["id"]!;
        _ = (await api.PostAsync($"/api/projects/{project}/plan:import", Api.Text(csv, "text/csv"))).Good;
        return project;
    }

    /// <summary>Phases of packages of tasks; each task follows the one before it, and every third one from the package before.</summary>
    private static string Large(int phases, int packages, int tasks)
    {
        var text = new StringBuilder("ID,Outline level,Name,Duration,Predecessors\n");
        var number = 0;
        for (var phase = 1; phase <= phases; phase++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{++number},1,Phase {phase},,\n");
            for (var package = 1; package <= packages; package++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{++number},2,Package {phase}-{package},,\n");
                for (var task = 1; task <= tasks; task++)
                {
                    number++;
                    var links = (task > 1 ? $"{number - 1}FS" : "") + (task % 3 == 0 && package > 1 ? $";{number - tasks - 1}SS" : "");
                    text.Append(CultureInfo.InvariantCulture, $"{number},3,Task {phase}-{package}-{task},1d,{links}\n");
                }
            }
        }
        return text.ToString();
    }
}
