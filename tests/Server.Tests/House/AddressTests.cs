namespace Tandem.Server.Tests.House;

/// <summary>Who comes to an address that has nothing is told so by a page; the API tells it by a problem.</summary>
public sealed class AddressTests(ServerFixture server)
{
    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/projects/abc/plan")]
    [InlineData("/signals/abc")]
    public async Task An_address_that_has_nothing_answers_a_page_that_says_so(string path)
    {
        using var api = await server.ApiAsync("viewer");
        var page = await api.GetAsync(path, ("Accept", "text/html"), ("Accept-Language", "en"));
        Assert.Equal((404, true), (page.Code, page.Text.Contains("<h1>Not found</h1>", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_API_answers_a_problem()
    {
        using var api = await server.ApiAsync("viewer");
        var answer = await api.GetAsync("/api/nowhere");
        Assert.Equal((404, true), (answer.Code, answer.Text.Contains("not_found", StringComparison.Ordinal)));
    }
}
