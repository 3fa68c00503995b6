using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Delivery;

/// <summary>The iCalendar export as a calendar program's own reader (ical.js, unmodified from npm, tests/clients) takes it.</summary>
public sealed class CalendarExportTests(ServerFixture server, ITestOutputHelper output)
{
    private static readonly string Clients = Path.Combine(Paths.Repository, "tests", "clients");

    private const string Script = """
        import ICAL from "ical.js";
        let text = ""; for await (const part of process.stdin) text += part;
        const calendar = new ICAL.Component(ICAL.parse(text));
        const events = calendar.getAllSubcomponents("vevent").map(component => { const event = new ICAL.Event(component); return { uid: event.uid, name: event.summary, allDay: event.startDate.isDate, start: event.startDate.toJSDate().toISOString(), day: event.startDate.toString(), stamp: !!component.getFirstPropertyValue("dtstamp") }; });
        console.log(JSON.stringify({ name: calendar.getFirstPropertyValue("x-wr-calname"), events }));
        """;

    [Fact]
    public async Task A_calendar_program_reads_milestones_as_instants_of_the_projects_zone_and_due_dates_as_days()
    {
        if (!Directory.Exists(Path.Combine(Clients, "node_modules", "ical.js")))
        {
            output.WriteLine("ical.js is not installed in tests/clients (npm ci): not run");
            return;
        }
        using var api = await server.ApiAsync();
        var plan = await SmallPlan.EmptyAsync(api, "Asia/Shanghai");
        var name = string.Concat(Enumerable.Repeat("里程碑；长名字，", 12)) + "a,b;c\\d 🚀";
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(1, $"<Task><UID>7</UID><Name>{name}</Name><Milestone>1</Milestone><Duration>PT0H0M0S</Duration><ConstraintType>4</ConstraintType><ConstraintDate>2026-07-06T09:30:00</ConstraintDate></Task>"))).Good;
        _ = (await plan.PatchAsync(await plan.IdAsync(1), new { due = "2026-07-09" })).Good;
        var text = (await api.GetAsync($"{plan.Path}/plan:export?format=ics")).Text;
        Assert.All(text.Split("\r\n"), line => Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(line), 0, 75));

        var read = await ReadAsync(text);
        var events = read["events"]!.AsArray();
        var milestone = events.Single(e => (string?)e!["name"] == name)!;
        var due = events.Single(e => (string?)e!["name"] == "Step 1")!;
        Assert.Equal(("Launch", 2, true), ((string?)read["name"], events.Count, events.All(e => (bool)e!["stamp"]!)));
        Assert.Equal((false, "2026-07-06T01:30:00.000Z"), ((bool)milestone["allDay"]!, (string?)milestone["start"]));
        Assert.Equal((true, "2026-07-09"), ((bool)due["allDay"]!, (string?)due["day"]));

        _ = (await plan.PatchAsync(await plan.IdAsync(7), new { name = "Renamed" })).Good;
        var again = (await ReadAsync((await api.GetAsync($"{plan.Path}/plan:export?format=ics")).Text))["events"]!.AsArray();
        Assert.Equal(Uids(events), Uids(again));
        Assert.Equal(2, Uids(events).Distinct().Count());
    }

    private static IEnumerable<string?> Uids(JsonArray events) => events.Select(e => (string?)e!["uid"]).Order();

    private static async Task<JsonNode> ReadAsync(string text)
    {
        using var node = Process.Start(new ProcessStartInfo("node", ["--input-type=module", "-e", Script]) { WorkingDirectory = Clients, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await using (var input = new StreamWriter(node.StandardInput.BaseStream, new System.Text.UTF8Encoding(false))) await input.WriteAsync(text);
        var answer = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.Equal(0, node.ExitCode);
        return JsonNode.Parse(answer)!;
    }
}
