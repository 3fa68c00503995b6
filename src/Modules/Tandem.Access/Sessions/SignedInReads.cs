using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Access.Tokens;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;

namespace Tandem.Access.Sessions;

/// <summary>Reads, before any actor is known, whom a token or session stands for; and notes when it was last seen.</summary>
internal sealed class SignedInReads(AccessDbContext db, TimeProvider time)
{
    /// <summary>Last use is written at most this often.</summary>
    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(5);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<SignedIn?> OfTokenAsync(byte[] hash)
    {
        var token = await db.Tokens.IgnoreQueryFilters().AsNoTracking().FirstOrDefaultAsync(t => t.Hash == hash);
        if (token is null || !token.Works(Now)) return null;
        var found = await OfAccountAsync(token.Account, token.Workspace);
        if (found is not null && (token.LastUsedAt is not { } used || Now - used > SeenEvery))
            await db.WriteAsync(() => db.Tokens.IgnoreQueryFilters().Where(t => t.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedAt, Now)));
        return found is null ? null : found with { ExpiresAt = token.ExpiresAt };
    }

    public async Task<SignedIn?> OfAccountAsync(AccountId account, WorkspaceId workspace)
    {
        var row = await (from member in db.Memberships.IgnoreQueryFilters().AsNoTracking()
                         join person in db.Accounts.AsNoTracking() on member.Account equals person.Id
                         where member.Account == account && member.Workspace == workspace && member.Active
                         select new { member, person }).FirstOrDefaultAsync();
        if (row is null) return null;
        var grants = await db.Grants.IgnoreQueryFilters().AsNoTracking().Where(g => g.Account == account && g.Workspace == workspace).ToListAsync();
        await SeenAsync(row.member);
        return Of(row.member, row.person, grants);
    }

    private async Task SeenAsync(Membership member)
    {
        if (member.LastSeenAt is { } seen && Now - seen <= SeenEvery) return;
        await db.WriteAsync(() => db.Memberships.IgnoreQueryFilters().Where(m => m.Account == member.Account && m.Workspace == member.Workspace)
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.LastSeenAt, Now)));
    }

    private static SignedIn Of(Membership member, Account account, List<RoleGrant> grants) =>
        new(new Actor(account.IsService ? ActorKind.Service : ActorKind.Person, account.Id, account.Name, member.Workspace, member.Role)
        {
            Grants = [.. grants.Select(g => new Grant(g.Role, g.Scope))],
        }, account.SecurityStamp, account.Language, account.Zone, null);
}
