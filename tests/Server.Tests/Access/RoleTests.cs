using Tandem.Contracts.Access;
using Tandem.Kernel.Actors;

namespace Tandem.Server.Tests.Access;

/// <summary>DESIGN "Roles": each role against each right, as the rule has it and as the API answers it.</summary>
public sealed class RoleTests(ServerFixture server)
{
    /// <summary>a: any thing, o: one's own, –: none; columns in the order of <see cref="Right"/>.</summary>
    [Theory]
    //                         Read Workspace Audit CreateProduct RunProduct CreateProject RunProject EditItem Rules Signal
    [InlineData(Role.Owner,          "a a a a a a a a a a")]
    [InlineData(Role.Pmo,            "a – a a o a a a – a")]
    [InlineData(Role.ProjectManager, "a – – – – a o o – o")]
    [InlineData(Role.OperationsLead, "a – – a o – – o a a")]
    [InlineData(Role.Member,         "a – – – – – – o – –")]
    [InlineData(Role.Viewer,         "a – – – – – – – – –")]
    public void A_role_has_exactly_its_rights(Role role, string rights)
    {
        var has = Enum.GetValues<Right>().Select(right => RoleRights.Allows(role, right, own: false) ? "a" : RoleRights.Allows(role, right, own: true) ? "o" : "–");
        Assert.Equal(rights, string.Join(' ', has));
    }

    [Fact]
    public void A_grant_counts_in_its_own_scope_alone()
    {
        var (mine, other) = (Guid.NewGuid(), Guid.NewGuid());
        var actor = new Actor(ActorKind.Person, null, "", default, Role.Viewer) { Grants = [new Grant(Role.ProjectManager, mine)] };
        Assert.True(actor.May(Right.RunProject, mine));
        Assert.False(actor.May(Right.RunProject, other));
        Assert.False(actor.May(Right.RunProject));
    }

    [Theory]
    [InlineData("owner", 200), InlineData("pmo", 403), InlineData("project-manager", 403), InlineData("operations-lead", 403), InlineData("member", 403), InlineData("viewer", 403)]
    public async Task Only_an_owner_sees_and_makes_tokens(string role, int answer)
    {
        using var api = await server.ApiAsync(role);
        Assert.Equal(answer, (await api.GetAsync("/api/tokens")).Code);
        Assert.Equal(answer == 200 ? 201 : 403, (await api.PostAsync("/api/tokens", new { name = "x", role = "owner" })).Code);
        Assert.Equal(answer == 200 ? 201 : 403, (await api.PostAsync("/api/invitations", new { email = $"{Guid.NewGuid()}@example.org", role = "owner" })).Code);
    }

    [Theory]
    [InlineData("owner", 200), InlineData("pmo", 200), InlineData("project-manager", 403), InlineData("operations-lead", 403), InlineData("member", 403), InlineData("viewer", 403)]
    public async Task Owners_and_the_PMO_read_the_audit_trail(string role, int answer)
    {
        using var api = await server.ApiAsync(role);
        Assert.Equal(answer, (await api.GetAsync("/api/audit")).Code);
        Assert.Equal(answer, (await api.GetAsync("/api/audit:export")).Code);
    }

    [Theory]
    [InlineData("owner", 200), InlineData("pmo", 200), InlineData("project-manager", 403), InlineData("operations-lead", 200), InlineData("member", 403), InlineData("viewer", 403)]
    public async Task Owners_the_PMO_and_operations_leads_make_products(string role, int answer)
    {
        using var api = await server.ApiAsync(role);
        var made = await api.PostAsync("/api/products", new { name = $"by {role}", timeZone = "UTC" });
        Assert.Equal(answer == 200, made.Ok);
        if (answer == 403) Assert.Equal((403, "forbidden"), (made.Code, made.Problem));
    }

    [Theory]
    [InlineData("viewer"), InlineData("member")]
    public async Task Everyone_reads_members_and_workspace(string role)
    {
        using var api = await server.ApiAsync(role);
        Assert.Equal(200, (await api.GetAsync("/api/members")).Code);
        Assert.Equal(200, (await api.GetAsync("/api/workspace")).Code);
        Assert.Equal(403, (await api.PatchAsync("/api/workspace", new { name = "taken over" }, ("If-Match", "*"))).Code);
    }
}
