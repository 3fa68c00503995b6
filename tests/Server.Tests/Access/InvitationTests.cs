namespace Tandem.Server.Tests.Access;

public sealed class InvitationTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    [Fact]
    public async Task An_invited_person_enters_once_with_the_role_and_a_name_and_password_of_their_own()
    {
        var made = (await own.Owner.PostAsync("/api/invitations", new { email = "mia@example.org", role = "project-manager" })).Good;
        var link = new Uri((string)made["link"]!).PathAndQuery;
        using var browser = new Browser(own.Host.Url);
        await browser.SubmitAsync(await browser.OpenAsync(link), "name=\"password\"", ("name", "Mia"), ("password", "a password of my own"));
        var me = (await browser.ApiAsync(HttpMethod.Get, "/api/me")).Good;
        Assert.Equal(("Mia", "project-manager", "mia@example.org"), ((string)me["name"]!, (string)me["role"]!, (string)me["email"]!));
        using var second = new Browser(own.Host.Url);
        Assert.Equal(410, (await second.OpenAsync(link)).Status);
    }

    [Fact]
    public async Task An_invitation_taken_back_leads_nowhere()
    {
        var made = (await own.Owner.PostAsync("/api/invitations", new { email = "noa@example.org", role = "member" })).Good;
        Assert.Equal(204, (await own.Owner.DeleteAsync($"/api/invitations/{made["id"]}")).Code);
        using var browser = new Browser(own.Host.Url);
        Assert.Equal(410, (await browser.OpenAsync(new Uri((string)made["link"]!).PathAndQuery)).Status);
    }

    [Fact]
    public async Task Who_is_a_member_already_is_not_invited_again()
    {
        await Owned.InviteAsync(own.Host, own.Owner, "ida@example.org", "member", "a password of Ida");
        var answer = await own.Owner.PostAsync("/api/invitations", new { email = "IDA@example.org", role = "viewer" });
        Assert.Equal((409, "member_already"), (answer.Code, answer.Problem));
    }

    [Fact]
    public async Task A_role_for_one_product_comes_with_reading_the_rest()
    {
        var product = (await own.Owner.PostAsync("/api/products", new { name = "Shop front", timeZone = "UTC" })).Good;
        var made = (await own.Owner.PostAsync("/api/invitations", new { email = "kai@example.org", role = "operations-lead", productId = (string)product["id"]! })).Good;
        using var browser = new Browser(own.Host.Url);
        await browser.SubmitAsync(await browser.OpenAsync(new Uri((string)made["link"]!).PathAndQuery), "name=\"password\"", ("name", "Kai"), ("password", "a password of Kai"));
        var me = (await browser.ApiAsync(HttpMethod.Get, "/api/me")).Good;
        Assert.Equal("viewer", (string?)me["role"]);
        Assert.Equal(("operations-lead", "Shop front"), ((string)me["grants"]![0]!["role"]!, (string)me["grants"]![0]!["name"]!));
    }

    [Fact]
    public async Task Who_has_an_account_enters_another_workspace_with_its_password()
    {
        const string email = "zoe@example.org", password = "a password of Zoe";
        await Owned.InviteAsync(own.Host, own.Owner, email, "member", password);
        var other = (string)(await own.Owner.PostAsync("/api/workspaces", new { name = "Second" })).Good["id"]!;
        using var owner = new Api(own.Host.Url, await own.Host.TokenAsync("owner", other));
        var link = new Uri((string)(await owner.PostAsync("/api/invitations", new { email, role = "viewer" })).Good["link"]!).PathAndQuery;
        using var browser = new Browser(own.Host.Url);
        var page = await browser.SubmitAsync(await browser.OpenAsync(link), "name=\"password\"", ("password", "not it, not it"));
        Assert.Equal(400, page.Status);
        await browser.SubmitAsync(page, "name=\"password\"", ("password", password));
        var me = (await browser.ApiAsync(HttpMethod.Get, "/api/me")).Good;
        Assert.Equal((other, "viewer", 2), ((string)me["workspace"]!, (string)me["role"]!, me["workspaces"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("", "member", "required", "email"), InlineData("nobody", "member", "bad_email", "email"), InlineData("a@b.org", "king", "bad_role", "role"), InlineData("a@b.org", null, "bad_role", "role")]
    public async Task A_wrong_invitation_is_refused_naming_the_field(string email, string? role, string code, string field)
    {
        var answer = await own.Owner.PostAsync("/api/invitations", new { email, role });
        Assert.Equal((400, code, field), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
    }
}
