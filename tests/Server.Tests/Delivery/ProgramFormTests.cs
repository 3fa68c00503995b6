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
}
