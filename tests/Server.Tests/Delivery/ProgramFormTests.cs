using System.Text.RegularExpressions;
using Tandem.Server.Tests.Access;

namespace Tandem.Server.Tests.Delivery;

/// <summary>The forms of a program's pages, without script: what is refused stays typed, with the reason at its field.</summary>
public sealed class ProgramFormTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    private async Task<string> ProgramAsync()
    {
        var plan = await SmallPlan.ChainAsync(own.Owner, 2);
        return $"/programs/{(await own.Owner.PostAsync("/api/programs", new { name = "Spring", projects = new[] { plan.Project } })).Good["id"]}";
    }

    [Fact]
    public async Task A_refused_simulation_keeps_its_numbers_and_says_which_is_wrong()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var page = await browser.OpenAsync($"{await ProgramAsync()}/simulation");
        var refused = await browser.SubmitAsync(page, "name=\"runs\"", ("runs", "5"), ("seed", "77"), ("correlation", "0.4"));
        Assert.Equal(400, refused.Status);
        foreach (var said in new[] { "value=\"5\"", "value=\"77\"", "value=\"0.4\"", "id=\"f-runs-error\"" }) Assert.Contains(said, refused.Html, StringComparison.Ordinal);
        var started = await browser.SubmitAsync(refused, "name=\"runs\"", ("runs", "100"), ("seed", "77"), ("correlation", "0.4"));
        Assert.Contains("/simulation?job=", started.Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refused_levelling_keeps_what_was_typed()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(1).Replace("</Tasks>", "</Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits></Resource></Resources><Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment></Assignments>", StringComparison.Ordinal))).Good;
        var program = $"/programs/{(await own.Owner.PostAsync("/api/programs", new { name = "Autumn", projects = new[] { plan.Project } })).Good["id"]}";
        var refused = await browser.SubmitAsync(await browser.OpenAsync($"{program}/resources"), "name=\"maxDelay\"", ("maxDelay", "12"), ("seconds", "500"));
        Assert.Equal(400, refused.Status);
        foreach (var said in new[] { "value=\"12\"", "value=\"500\"", "id=\"f-seconds-error\"" }) Assert.Contains(said, refused.Html, StringComparison.Ordinal);
        Assert.Contains("/resources?job=", (await browser.SubmitAsync(refused, "name=\"maxDelay\"", ("maxDelay", "12"), ("seconds", "0"))).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_given_over_an_older_program_is_kept_and_saved_on_the_second_try()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var program = await ProgramAsync();
        var page = await browser.OpenAsync(program);
        var known = await own.Owner.GetAsync($"/api{program}");
        _ = (await own.Owner.PatchAsync($"/api{program}", new { name = "Summer" }, ("If-Match", $"\"{known.Good["version"]}\""))).Good;
        var refused = await browser.SubmitAsync(page, "value=\"save\"", ("name", "Winter"));
        Assert.Equal(412, refused.Status);
        Assert.Contains("value=\"Winter\"", refused.Html, StringComparison.Ordinal);
        Assert.Equal(200, (await browser.SubmitAsync(refused, "value=\"save\"", ("name", "Winter"))).Status);
        Assert.Equal("Winter", (string?)(await own.Owner.GetAsync($"/api{program}")).Good["name"]);
    }

    [Fact]
    public async Task Dissolving_asks_first_and_then_says_that_the_projects_stay()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var program = await ProgramAsync();
        var page = await browser.OpenAsync(program);
        Assert.Contains($"action=\"{program}/dissolve\" data-confirm=\"ask-dissolve\"", page.Html, StringComparison.Ordinal);
        Assert.Contains("id=\"ask-dissolve\"", page.Html, StringComparison.Ordinal);
        var after = await browser.SubmitAsync(page, "/dissolve");
        Assert.Equal(("/programs", 404), (after.Path, (await own.Owner.GetAsync($"/api{program}")).Code));
        Assert.Contains("The program is dissolved. Its projects, plans and links stay.", after.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("The program is dissolved.", (await browser.OpenAsync("/programs")).Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_that_is_cut_says_how_many_more_there_are_and_shows_them_all_when_asked()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(43).Replace("PT8H0M0S", "PT0H0M0S", StringComparison.Ordinal).Replace("<OutlineLevel>", "<Milestone>1</Milestone><OutlineLevel>", StringComparison.Ordinal))).Good;
        var program = $"/programs/{(await own.Owner.PostAsync("/api/programs", new { name = "Gates", projects = new[] { plan.Project } })).Good["id"]}";
        static int Shown(PageSeen page) => Regex.Count(page.Html, "<a class=\"li\"");
        var page = await browser.OpenAsync(program);
        Assert.Contains("3 more: show all", page.Html, StringComparison.Ordinal);
        Assert.Contains($"{program}?all=p-milestones#p-milestones", page.Html, StringComparison.Ordinal);
        var whole = await browser.OpenAsync($"{program}?all=p-milestones");
        Assert.DoesNotContain("3 more: show all", whole.Html, StringComparison.Ordinal);
        Assert.Equal((40, 43), (Shown(page), Shown(whole)));
    }
}
