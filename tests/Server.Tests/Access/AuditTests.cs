using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Access;

public sealed class AuditTests(OwnedFixture own) : IClassFixture<OwnedFixture>
{
    [Fact]
    public async Task Every_write_names_who_what_before_and_after()
    {
        var id = await Owned.InviteAsync(own.Host, own.Owner, "una@example.org", "member", "a password of Una");
        await own.Owner.PatchAsync($"/api/members/{id}", new { role = "viewer" }, ("If-Match", "*"));
        var entries = await EntriesAsync($"/api/audit?subject={id}&kind=Membership");
        var changed = entries[0]!;
        Assert.Equal(("changed", "member", "viewer"), ((string)changed["action"]!, (string)changed["before"]!["role"]!, (string)changed["after"]!["role"]!));
        Assert.StartsWith("owner", (string?)changed["actorName"]);
        Assert.Equal("created", (string?)entries[1]!["action"]);
        Assert.Equal("una", (string?)entries[1]!["actorName"]);
        Assert.EndsWith("Z", (string?)changed["at"]);
    }

    [Fact]
    public async Task No_secret_stands_in_the_trail()
    {
        var token = (string)(await own.Owner.PostAsync("/api/tokens", new { name = "secret keeper", role = "viewer" })).Good["token"]!;
        var link = (string)(await own.Owner.PostAsync("/api/invitations", new { email = "vic@example.org", role = "viewer" })).Good["link"]!;
        var csv = (await own.Owner.GetAsync("/api/audit:export")).Text;
        Assert.Contains("secret keeper", csv);
        Assert.DoesNotContain(token, csv);
        Assert.DoesNotContain(link.Split("code=")[1], csv);
        Assert.DoesNotContain("asswordHash", csv);
        Assert.DoesNotContain("tamp\"", csv);
    }

    [Fact]
    public async Task The_trail_is_read_page_by_page_without_gap_or_repeat()
    {
        for (var i = 0; i < 30; i++) await own.Owner.PostAsync("/api/tokens", new { name = $"token {i}", role = "viewer" });
        var seen = new List<string>();
        var at = "/api/audit?kind=ApiToken";
        while (true)
        {
            var page = (await own.Owner.GetAsync(at)).Good;
            seen.AddRange(page["items"]!.AsArray().Select(e => (string)e!["subjectName"]!));
            if ((string?)page["next"] is not { } next) break;
            at = $"/api/audit?kind=ApiToken&cursor={next}";
        }
        Assert.Equal(30, seen.Count(name => name.StartsWith("token ", StringComparison.Ordinal)));
        Assert.Equal(30, seen.Distinct().Count(name => name.StartsWith("token ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("from", "2026-02-30"), InlineData("to", "yesterday")]
    public async Task A_date_that_is_none_is_refused_by_name(string field, string value)
    {
        var answer = await own.Owner.GetAsync($"/api/audit?{field}={value}");
        Assert.Equal((400, "bad_date", field), (answer.Code, answer.Problem, (string?)answer.Json["field"]));
    }

    [Fact]
    public async Task A_retry_with_the_same_key_makes_no_second_token_and_repeats_no_secret()
    {
        (string, string) key = ("Idempotency-Key", Guid.NewGuid().ToString());
        Assert.Equal(201, (await own.Owner.PostAsync("/api/tokens", new { name = "once", role = "viewer" }, key)).Code);
        Assert.Equal((409, "shown_once"), await own.Owner.PostAsync("/api/tokens", new { name = "once", role = "viewer" }, key) is var again ? (again.Code, again.Problem) : default);
        Assert.Single((await own.Owner.GetAsync("/api/tokens")).Good["items"]!.AsArray(), t => (string?)t!["name"] == "once");
    }

    [Fact]
    public async Task A_revoked_token_ends_at_once()
    {
        var made = (await own.Owner.PostAsync("/api/tokens", new { name = "short", role = "viewer" })).Good;
        using var api = new Api(own.Host.Url, (string)made["token"]!);
        Assert.Equal(200, (await api.GetAsync("/api/me")).Code);
        Assert.Equal(204, (await own.Owner.DeleteAsync($"/api/tokens/{made["id"]}")).Code);
        Assert.Equal(401, (await api.GetAsync("/api/me")).Code);
    }

    private async Task<JsonArray> EntriesAsync(string path) => (await own.Owner.GetAsync(path)).Good["items"]!.AsArray();
}
