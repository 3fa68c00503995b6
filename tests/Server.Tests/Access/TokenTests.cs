namespace Tandem.Server.Tests.Access;

public sealed class TokenTests(ServerFixture server)
{
    [Theory]
    [InlineData("owner"), InlineData("pmo"), InlineData("project-manager"), InlineData("operations-lead"), InlineData("member"), InlineData("viewer")]
    public async Task The_verb_prints_a_token_that_works_at_once(string role)
    {
        using var api = await server.ApiAsync(role);
        var answer = await api.GetAsync("/api/jobs/1");
        Assert.Equal((404, "not_found"), (answer.Code, answer.Problem));
    }

    [Fact]
    public async Task A_token_made_before_the_first_start_works_after_it()
    {
        await using var host = new HostProcess();
        var token = await host.TokenAsync();
        await host.StartAsync();
        using var api = new Api(host.Url, token);
        Assert.Equal(404, (await api.GetAsync("/api/jobs/1")).Code);
    }

    [Fact]
    public async Task An_unknown_role_is_refused_by_name()
    {
        var (code, output, error) = await server.Host.RunAsync("token", "--role", "king");
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Contains("king", error);
    }

    [Theory]
    [InlineData("en", "Send a valid token, or sign in.")]
    [InlineData("zh-CN", "令牌")]
    public async Task Without_a_good_token_the_API_answers_401_in_the_readers_language(string language, string says)
    {
        foreach (var api in new[] { server.Nobody(), new Api(server.Url, "tdm_wrong") })
        {
            var answer = await api.GetAsync("/api/jobs/1", ("Accept-Language", language));
            Assert.Equal((401, "unauthorized"), (answer.Code, answer.Problem));
            Assert.Contains(says, (string?)answer.Json["detail"]);
            Assert.Equal("Bearer", answer.Message.Headers.WwwAuthenticate.ToString());
            api.Dispose();
        }
    }
}
