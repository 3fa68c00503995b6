using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Tokens;
using Tandem.Contracts.Access;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Passwords;

/// <summary>Follows a link for a new password.</summary>
internal sealed class UsePasswordLink(AccessDbContext db, UserManager<Account> users, ActorScope scope, TimeProvider time)
{
    /// <summary>The e-mail whose password the link sets; null where it is unknown, used or too old.</summary>
    public async Task<string?> FindAsync(string? code, CancellationToken cancel) =>
        await OpenAsync(code, cancel) is { } link ? (await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == link.Account, cancel)).Email : null;

    /// <exception cref="ProblemException">404 for a link that doesn't work; 400 naming what is wrong with the password.</exception>
    public async Task<Account> RunAsync(string? code, string? password, CancellationToken cancel)
    {
        var typed = Fields.Password("password", password);
        return await db.WriteAsync(async () =>
        {
            var link = await OpenAsync(code, cancel) ?? throw ProblemException.NotFound();
            var account = await db.Accounts.FirstAsync(a => a.Id == link.Account, cancel);
            scope.Current = new Actor(ActorKind.Person, account.Id, account.Name, link.Workspace, Role.Viewer);
            var now = time.GetUtcNow().UtcDateTime;
            await users.SetPasswordAsync(account, typed, now);
            link.UsedAt = now;
            return account;
        }, cancel);
    }

    private async Task<PasswordLink?> OpenAsync(string? code, CancellationToken cancel)
    {
        var hash = Secrets.Hash(code ?? "");
        return await db.PasswordLinks.IgnoreQueryFilters().FirstOrDefaultAsync(l => l.Hash == hash, cancel) is { } found && found.Works(time.GetUtcNow().UtcDateTime) ? found : null;
    }
}
