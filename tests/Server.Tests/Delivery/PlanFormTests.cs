using System.Net;
using Tandem.Server.Tests.Access;

namespace Tandem.Server.Tests.Delivery;

/// <summary>After a form of a plan's pages was sent, the next page says what came of it, in the reader's language.</summary>
public sealed class PlanFormTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    private static string Note(PageSeen page) => WebUtility.HtmlDecode(page.Html.Split("class=\"note ").FirstOrDefault(part => part.StartsWith("st-ok\"", StringComparison.Ordinal) || part.StartsWith("st-warn\" role=\"alert\"", StringComparison.Ordinal)) ?? "");

    [Fact]
    public async Task Of_a_what_if_copy_made_refused_and_thrown_away()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var plan = await SmallPlan.ChainAsync(own.Owner, 2);
        var page = await browser.OpenAsync($"/projects/{plan.Project}/plan");
        var refused = await browser.SubmitAsync(page, "/what-ifs\"", ("name", new string('x', 300)));
        Assert.Equal($"/projects/{plan.Project}/plan", refused.Path);
        Assert.StartsWith("st-warn", Note(refused), StringComparison.Ordinal);
        var made = await browser.SubmitAsync(refused, "/what-ifs\"", ("name", "Two teams"));
        Assert.StartsWith("st-ok", Note(made), StringComparison.Ordinal);
        Assert.Contains("The copy is made.", Note(made), StringComparison.Ordinal);
        var copy = made.Path.Split('/')[2];
        var difference = await browser.OpenAsync($"/projects/{plan.Project}/what-ifs/{copy}");
        var gone = await browser.SubmitAsync(difference, "value=\"discard\"");
        Assert.Equal($"/projects/{plan.Project}/plan", gone.Path);
        Assert.Contains("The copy is thrown away.", Note(gone), StringComparison.Ordinal);
        Assert.Equal("", Note(await browser.OpenAsync($"/projects/{plan.Project}/plan")));
    }

    [Fact]
    public async Task Of_levelling_how_many_items_it_moved()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        var plan = await SmallPlan.EmptyAsync(own.Owner);
        _ = (await plan.ImportAsync(SmallPlan.Mspdi(2).Replace("<PredecessorLink><PredecessorUID>1</PredecessorUID><Type>1</Type></PredecessorLink>", "", StringComparison.Ordinal).Replace("</Tasks>", """
            </Tasks><Resources><Resource><UID>1</UID><Name>Ann</Name><Type>1</Type><MaxUnits>1</MaxUnits></Resource></Resources>
            <Assignments><Assignment><UID>1</UID><TaskUID>1</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment><Assignment><UID>2</UID><TaskUID>2</TaskUID><ResourceUID>1</ResourceUID><Units>1</Units></Assignment></Assignments>
            """, StringComparison.Ordinal))).Good;
        async Task<PageSeen> LevelAsync(params (string, string)[] chosen) => await browser.SubmitAsync(await browser.OpenAsync($"/projects/{plan.Project}/resources?level=true"), "id=\"level-form\"", chosen);
        Assert.Contains("Nothing was moved", Note(await LevelAsync()), StringComparison.Ordinal);
        var preview = await browser.OpenAsync($"/projects/{plan.Project}/resources?level=true");
        var moved = preview.Html.Split("form=\"level-form\" name=\"items\" value=\"")[1][..36];
        var done = await browser.SubmitAsync(preview, "id=\"level-form\"", ("items", moved));
        Assert.Equal($"/projects/{plan.Project}/resources", done.Path);
        Assert.Contains("Items moved: 1.", Note(done), StringComparison.Ordinal);
    }
}
