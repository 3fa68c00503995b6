namespace Tandem.Server.Tests.Access;

public sealed class MemberTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    [Fact]
    public async Task Nothing_is_given_to_a_person_who_is_not_active()
    {
        var gone = await Owned.InviteAsync(own.Host, own.Owner, "gone@example.org", "project-manager", "correct horse battery");
        Assert.Equal(204, (await own.Owner.PostAsync($"/api/members/{gone}:deactivate", new { })).Code);
        var product = (string)(await own.Owner.PostAsync("/api/products", new { name = "Shop", timeZone = "UTC" })).Good["id"]!;
        var project = (await own.Owner.PostAsync("/api/projects", new { name = "Launch", productId = product, start = "2026-01-05", timeZone = "UTC" })).Good;
        var definition = new { series = new[] { new { @event = "a", math = "total" } } };
        foreach (var owner in new[] { gone, Guid.NewGuid().ToString(), "nobody" })
        {
            var metric = await own.Owner.PostAsync($"/api/products/{product}/metrics", new { key = "a", name = "A", unit = "count", owner, definition });
            Assert.Equal((400, "bad_value", "owner"), (metric.Code, metric.Problem, (string?)metric.Json["field"]));
            var program = await own.Owner.PostAsync("/api/programs", new { name = "All", owner });
            Assert.Equal((400, "unknown_account", "owner"), (program.Code, program.Problem, (string?)program.Json["field"]));
            var managed = await own.Owner.PatchAsync($"/api/projects/{project["id"]}", new { manager = owner }, ("If-Match", "*"));
            Assert.Equal((400, "unknown_account", "manager"), (managed.Code, managed.Problem, (string?)managed.Json["field"]));
        }
    }

    [Fact]
    public async Task A_deactivated_person_is_out_at_once_and_comes_back_when_reactivated()
    {
        const string email = "ben@example.org", password = "a password of Ben";
        var id = await Owned.InviteAsync(own.Host, own.Owner, email, "member", password);
        using var browser = new Browser(own.Host.Url);
        await browser.SignInAsync(email, password);
        Assert.Equal(204, (await own.Owner.PostAsync($"/api/members/{id}:deactivate", new { })).Code);
        Assert.Equal(401, (await browser.ApiAsync(HttpMethod.Get, "/api/me")).Code);
        Assert.Equal(400, (await browser.SignInAsync(email, password)).Status);
        Assert.Equal(204, (await own.Owner.PostAsync($"/api/members/{id}:reactivate")).Code);
        Assert.Equal(200, (await browser.ApiAfterAsync(() => browser.SignInAsync(email, password))).Code);
    }

    [Fact]
    public async Task A_changed_role_counts_in_an_open_session()
    {
        const string email = "eva@example.org", password = "a password of Eva";
        var id = await Owned.InviteAsync(own.Host, own.Owner, email, "viewer", password);
        using var browser = new Browser(own.Host.Url);
        await browser.SignInAsync(email, password);
        Assert.Equal(403, (await browser.ApiAsync(HttpMethod.Get, "/api/audit")).Code);
        var member = await own.Owner.GetAsync($"/api/members/{id}");
        Assert.Equal(200, (await own.Owner.PatchAsync($"/api/members/{id}", new { role = "pmo" }, ("If-Match", member.ETag!))).Code);
        Assert.Equal(200, (await browser.ApiAsync(HttpMethod.Get, "/api/audit")).Code);
    }

    [Fact]
    public async Task An_edit_needs_the_version_that_was_read_and_an_old_one_names_who_and_what()
    {
        var id = await Owned.InviteAsync(own.Host, own.Owner, "max@example.org", "member", "a password of Max");
        var read = (await own.Owner.GetAsync($"/api/members/{id}")).ETag!;
        Assert.Equal(428, (await own.Owner.PatchAsync($"/api/members/{id}", new { role = "pmo" })).Code);
        Assert.Equal(200, (await own.Owner.PatchAsync($"/api/members/{id}", new { role = "pmo" }, ("If-Match", read))).Code);
        var late = await own.Owner.PatchAsync($"/api/members/{id}", new { role = "viewer" }, ("If-Match", read));
        Assert.Equal((412, "changed_meanwhile"), (late.Code, late.Problem));
        Assert.Contains("pmo", (string?)late.Json["after"]);
        Assert.StartsWith("owner", (string?)late.Json["by"]);
    }

    [Fact]
    public async Task The_last_owner_can_neither_leave_nor_become_less()
    {
        var all = (await own.Owner.GetAsync("/api/members")).Good["items"]!.AsArray();
        var owner = (string)all.First(m => (string?)m!["email"] == Owned.Email)!["id"]!;
        Assert.Equal("last_owner", (await own.Owner.PostAsync($"/api/members/{owner}:deactivate", new { })).Problem);
        Assert.Equal("last_owner", (await own.Owner.PatchAsync($"/api/members/{owner}", new { role = "viewer" }, ("If-Match", "*"))).Problem);
    }

    [Fact]
    public async Task Work_goes_only_to_an_active_member()
    {
        var id = await Owned.InviteAsync(own.Host, own.Owner, "tom@example.org", "member", "a password of Tom");
        Assert.Equal("heir_not_active", (await own.Owner.PostAsync($"/api/members/{id}:deactivate", new { handOverTo = id })).Problem);
        Assert.Equal(404, (await own.Owner.PostAsync($"/api/members/{id}:deactivate", new { handOverTo = Guid.NewGuid() })).Code);
    }

    [Fact]
    public async Task An_owners_link_sets_a_new_password_once_and_ends_the_sessions()
    {
        const string email = "amy@example.org", password = "a password of Amy";
        var id = await Owned.InviteAsync(own.Host, own.Owner, email, "member", password);
        using var browser = new Browser(own.Host.Url);
        await browser.SignInAsync(email, password);
        var link = new Uri((string)(await own.Owner.PostAsync($"/api/members/{id}/password-links")).Good["link"]!).PathAndQuery;
        using var elsewhere = new Browser(own.Host.Url);
        await elsewhere.SubmitAsync(await elsewhere.OpenAsync(link), "name=\"password\"", ("password", "another password"));
        Assert.Equal(200, (await elsewhere.ApiAsync(HttpMethod.Get, "/api/me")).Code);
        Assert.Equal(401, (await browser.ApiAsync(HttpMethod.Get, "/api/me")).Code);
        Assert.Equal(410, (await elsewhere.OpenAsync(link)).Status);
        Assert.Equal(400, (await browser.SignInAsync(email, password)).Status);
    }

    [Fact]
    public async Task An_owner_gives_no_new_password_to_who_is_in_another_workspace_too()
    {
        const string email = "leo@example.org", password = "a password of Leo";
        var id = await Owned.InviteAsync(own.Host, own.Owner, email, "member", password);
        var other = (string)(await own.Owner.PostAsync("/api/workspaces", new { name = "Other" })).Good["id"]!;
        using var owner = new Api(own.Host.Url, await own.Host.TokenAsync("owner", other));
        var invitation = (await owner.PostAsync("/api/invitations", new { email, role = "member" })).Good;
        using var browser = new Browser(own.Host.Url);
        await browser.SubmitAsync(await browser.OpenAsync(new Uri((string)invitation["link"]!).PathAndQuery), "name=\"password\"", ("password", password));
        var answer = await own.Owner.PostAsync($"/api/members/{id}/password-links");
        Assert.Equal((409, "in_other_workspaces"), (answer.Code, answer.Problem));
    }

    [Fact]
    public async Task One_changes_ones_own_password_and_the_other_sessions_end()
    {
        const string email = "sue@example.org", password = "a password of Sue";
        await Owned.InviteAsync(own.Host, own.Owner, email, "member", password);
        using var here = new Browser(own.Host.Url);
        using var there = new Browser(own.Host.Url);
        await here.SignInAsync(email, password);
        await there.SignInAsync(email, password);
        var page = await here.SubmitAsync(await here.OpenAsync("/settings/profile"), "name=\"current\"", ("current", "not my password"), ("password", "my new password"));
        Assert.Contains("This is not your present password.", page.Html);
        page = await here.SubmitAsync(page, "name=\"current\"", ("current", password), ("password", "my new password"));
        Assert.Equal(200, page.Status);
        Assert.Equal(200, (await here.ApiAsync(HttpMethod.Get, "/api/me")).Code);
        Assert.Equal(401, (await there.ApiAsync(HttpMethod.Get, "/api/me")).Code);
    }

    [Fact]
    public async Task Ones_own_language_counts_before_the_browsers()
    {
        const string email = "lin@example.org", password = "a password of Lin";
        await Owned.InviteAsync(own.Host, own.Owner, email, "member", password);
        using var browser = new Browser(own.Host.Url);
        await browser.SignInAsync(email, password);
        var page = await browser.OpenAsync("/settings/profile");
        Assert.Equal("en", page.Language);
        page = await browser.SubmitAsync(page, "name=\"theme\"", ("name", "林"), ("language", "zh-CN"), ("zone", "Asia/Shanghai"), ("weekStart", "Sunday"), ("theme", "dark"));
        Assert.Equal(("zh-CN", 200), (page.Language, page.Status));
        Assert.Contains("data-theme=\"dark\"", page.Html);
    }
}
