namespace Tandem.Server.Tests.Access;

public sealed class SignInTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    [Fact]
    public async Task A_right_password_signs_in_and_the_page_asked_for_comes()
    {
        using var browser = new Browser(own.Host.Url);
        var page = await browser.OpenAsync("/settings/members");
        Assert.Equal("/sign-in?next=%2Fsettings%2Fmembers", page.Path);
        page = await browser.SubmitAsync(page, "name=\"password\"", ("email", Owned.Email), ("password", Owned.Password));
        Assert.Equal((200, "/settings/members"), (page.Status, page.Path));
    }

    [Fact]
    public async Task A_wrong_password_and_an_unknown_e_mail_get_the_same_answer()
    {
        using var browser = new Browser(own.Host.Url);
        var wrong = await browser.SignInAsync(Owned.Email, "not the password");
        var unknown = await browser.SignInAsync("nobody@example.org", "not the password");
        Assert.Equal((400, 400), (wrong.Status, unknown.Status));
        Assert.Contains("The e-mail or password is wrong.", wrong.Html);
        Assert.Contains("The e-mail or password is wrong.", unknown.Html);
        Assert.Equal(401, (await browser.ApiAsync(HttpMethod.Get, "/api/me")).Code);
    }

    [Fact]
    public async Task After_five_wrong_tries_the_account_pauses_even_for_the_right_password()
    {
        const string email = "lou@example.org", right = "the right password";
        await Owned.InviteAsync(own.Host, own.Owner, email, "member", right);
        using var browser = new Browser(own.Host.Url);
        for (var i = 0; i < 5; i++) await browser.SignInAsync(email, $"wrong password {i}");
        Assert.Equal(400, (await browser.SignInAsync(email, right)).Status);
        // the verb gives a new password and ends the pause
        var (_, password, _) = await own.Host.RunAsync("password", email);
        Assert.Equal(200, (await browser.ApiAfterAsync(() => browser.SignInAsync(email, password.Trim()))).Code);
    }

    [Fact]
    public async Task Twenty_wrong_tries_from_one_address_must_wait()
    {
        await using var host = await Owned.HostAsync();
        using var browser = new Browser(host.Url);
        for (var i = 0; i < 20; i++) Assert.Equal(400, (await browser.SignInAsync($"person{i}@example.org", "any password")).Status);
        var page = await browser.SignInAsync(Owned.Email, Owned.Password);
        Assert.Equal(429, page.Status);
        Assert.InRange(page.Message.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 900);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        using var http = new HttpClient { BaseAddress = new Uri(own.Host.Url) };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["email"] = Owned.Email, ["password"] = Owned.Password });
        Assert.Equal(400, (int)(await http.PostAsync("/sign-in", form)).StatusCode);
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        using var browser = await Owned.BrowserAsync(own.Host);
        await browser.SubmitAsync(await browser.OpenAsync("/settings/profile"), "action=\"/sign-out\"");
        Assert.Equal(401, (await browser.ApiAsync(HttpMethod.Get, "/api/me")).Code);
    }

    [Theory]
    [InlineData("//evil.example"), InlineData("/\\evil.example"), InlineData("https://evil.example")]
    public async Task Signing_in_never_leads_to_another_site(string next)
    {
        using var browser = new Browser(own.Host.Url);
        var page = await browser.OpenAsync($"/sign-in?next={Uri.EscapeDataString(next)}");
        page = await browser.SubmitAsync(page, "name=\"password\"", ("email", Owned.Email), ("password", Owned.Password));
        Assert.Equal("/", page.Path);
    }
}
