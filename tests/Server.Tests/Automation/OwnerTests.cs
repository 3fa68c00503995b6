using Tandem.Contracts.Access;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;

namespace Tandem.Server.Tests.Automation;

/// <summary>Who gets the work of a rule.</summary>
public sealed class OwnerTests
{
    private static async Task<AccountId?> OwnerAsync(LoopHarness loop, string role, AccountId? named = null)
    {
        await loop.RuleAsync(body =>
        {
            body["ownerRole"] = role;
            if (named is { } person) body["ownerId"] = person.ToString();
        });
        await loop.CloseAsync(29);
        await loop.CloseAsync(30);
        return (await loop.TakeAsync<SignalRaised>())[0].Work.Owner;
    }

    private static AccountId Add(LoopHarness loop, Role role, bool active = true)
    {
        var person = new AccountInfo(AccountId.New(), role.ToString(), null, role, active, false);
        loop.Others.Add(person);
        return person.Id;
    }

    [Fact]
    public async Task The_project_manager_is_the_projects_own_and_not_just_any()
    {
        await using var loop = await LoopHarness.StartAsync();
        Add(loop, Role.ProjectManager);
        loop.Manager = Add(loop, Role.ProjectManager);
        Assert.Equal(loop.Manager, await OwnerAsync(loop, "projectManager"));
    }

    [Fact]
    public async Task A_project_without_manager_gives_the_work_to_the_first_with_the_role()
    {
        await using var loop = await LoopHarness.StartAsync();
        Add(loop, Role.ProjectManager, active: false);
        var first = Add(loop, Role.ProjectManager);
        Assert.Equal(first, await OwnerAsync(loop, "projectManager"));
    }

    [Fact]
    public async Task The_operations_lead_is_the_products_owner()
    {
        await using var loop = await LoopHarness.StartAsync();
        Add(loop, Role.OperationsLead);
        Assert.Equal(loop.Lead, await OwnerAsync(loop, "operationsLead"));
    }

    [Fact]
    public async Task A_named_person_goes_before_the_role_until_they_leave()
    {
        await using var loop = await LoopHarness.StartAsync();
        var named = Add(loop, Role.Member);
        Assert.Equal(named, await OwnerAsync(loop, "operationsLead", named));
        await loop.TellAsync(new AccountDeactivated(named, null));
        Assert.Null(await loop.DbAsync(db => Task.FromResult(db.Rules.Single().Owner)));
    }
}
