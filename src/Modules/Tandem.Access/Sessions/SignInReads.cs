using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;

namespace Tandem.Access.Sessions;

/// <summary>What the sign-in page shows before anybody is known.</summary>
internal sealed class SignInReads(AccessDbContext db)
{
    /// <summary>A person of the demo who may sign in by one click.</summary>
    internal sealed record OneClick(AccountId Account, string Name, Role Role);

    /// <summary>The workspace's name only where there is one alone.</summary>
    internal sealed record Shown(bool NeedsOwner, string? Workspace, IReadOnlyList<OneClick> OneClick);

    public async Task<Shown> ReadAsync(HttpContext http)
    {
        var cancel = http.RequestAborted;
        var names = await db.Workspaces.AsNoTracking().OrderBy(w => w.Id).Select(w => w.Name).Take(2).ToListAsync(cancel);
        return new Shown(!await db.Accounts.AnyAsync(a => !a.IsService, cancel), names is [var only] ? only : null, LocalVisitor.Is(http) ? await DemoAsync(cancel) : []);
    }

    private Task<List<OneClick>> DemoAsync(CancellationToken cancel) =>
        (from member in db.Memberships.IgnoreQueryFilters().AsNoTracking()
         join account in db.Accounts.AsNoTracking() on member.Account equals account.Id
         where account.IsDemo && member.Active
         orderby account.Id
         select new OneClick(account.Id, account.Name, member.Role)).ToListAsync(cancel);
}
