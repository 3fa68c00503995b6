using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Profiles;

/// <summary>Who is asking: account, own settings, role in this workspace, and the workspaces it is in.</summary>
internal sealed class GetMe(AccessDbContext db, ActorScope scope, Scopes scopes)
{
    internal sealed record In(WorkspaceId Id, string Name);

    internal sealed record Shown(AccountId Id, string Name, string? Email, bool IsService, string? Language, string? Zone, DayOfWeek? WeekStart, string? Theme,
        WorkspaceId Workspace, string Role, IReadOnlyList<GrantShown> Grants, IReadOnlyList<In> Workspaces);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/me", (GetMe feature, CancellationToken cancel) => feature.RunAsync(cancel)).WithTags("Me");

    public async Task<Shown> RunAsync(CancellationToken cancel)
    {
        var account = await db.MeAsync(scope, cancel);
        var member = await db.Memberships.AsNoTracking().Include(m => m.Grants).FirstAsync(m => m.Account == account.Id, cancel);
        var shown = await scopes.ShownAsync(cancel);
        return new Shown(account.Id, account.Name, account.Email, account.IsService, account.Language, account.Zone, account.WeekStart, account.Theme,
            member.Workspace, RoleNames.Of(member.Role), [.. member.Grants.Select(shown).OfType<GrantShown>()], await WorkspacesAsync(cancel));
    }

    public Task<List<In>> WorkspacesAsync(CancellationToken cancel) =>
        (from member in db.Memberships.IgnoreQueryFilters().AsNoTracking()
         join workspace in db.Workspaces.AsNoTracking() on member.Workspace equals workspace.Id
         where member.Account == scope.Current.Account && member.Active
         orderby workspace.Id
         select new In(workspace.Id, workspace.Name)).ToListAsync(cancel);
}

internal static class Me
{
    /// <summary>The asking account's row, tracked.</summary>
    public static async Task<Account> MeAsync(this AccessDbContext db, ActorScope scope, CancellationToken cancel) =>
        await db.Accounts.FirstOrDefaultAsync(a => a.Id == scope.Current.Account, cancel) ?? throw ProblemException.NotFound();
}
