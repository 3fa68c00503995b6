using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Access.Sessions;
using Tandem.Access.Tokens;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Invitations;

/// <summary>
/// Follows an invitation's link: a new person chooses name and password; who has an account already proves it by its password. A role limited to a product
/// or project comes with reading the rest.
/// </summary>
internal sealed class AcceptInvitation(AccessDbContext db, UserManager<Account> users, FailureLimiter limiter, ActorScope scope, TimeProvider time)
{
    internal sealed record Shown(string Email, string Role, string Workspace, bool HasAccount);

    /// <summary>Null where the link is unknown, used or too old.</summary>
    public async Task<Shown?> FindAsync(string? code, CancellationToken cancel)
    {
        if (await OpenAsync(code, cancel) is not { } invitation) return null;
        var workspace = await db.Workspaces.AsNoTracking().FirstAsync(w => w.Id == invitation.Workspace, cancel);
        return new Shown(invitation.Email, invitation.Role.ToString(), workspace.Name, await users.FindByEmailAsync(invitation.Email) is not null);
    }

    /// <exception cref="ProblemException">404 for a link that doesn't work; 400 naming a field; 429.</exception>
    public async Task<(Account Account, WorkspaceId Workspace)> RunAsync(HttpContext http, string? code, string? name, string? password)
    {
        var typed = Fields.Password("password", password);
        var known = await OpenAsync(code, http.RequestAborted) is { } shown ? await KnownAsync(http, shown.Email, typed) : throw ProblemException.NotFound();
        return await db.WriteAsync(async () =>
        {
            var invitation = await OpenAsync(code, http.RequestAborted) ?? throw ProblemException.NotFound();
            var now = time.GetUtcNow().UtcDateTime;
            var account = known ?? new Account { Id = AccountId.New(), Name = Fields.Name("name", name), Email = invitation.Email, MadeAt = now, PasswordChangedAt = now };
            scope.Current = new Actor(ActorKind.Person, account.Id, account.Name, invitation.Workspace, invitation.Role);
            if (known is null) (await users.CreateAsync(account, typed)).Check(typed);
            if (await db.Memberships.AnyAsync(m => m.Account == account.Id, http.RequestAborted)) throw new ProblemException(409, "member_already", "email");
            invitation.UsedAt = now;
            db.Add(Membership(invitation, account, now));
            return (account, invitation.Workspace);
        }, http.RequestAborted);
    }

    private async Task<Invitation?> OpenAsync(string? code, CancellationToken cancel)
    {
        var hash = Secrets.Hash(code ?? "");
        return await db.Invitations.IgnoreQueryFilters().FirstOrDefaultAsync(i => i.Hash == hash, cancel) is { } found && found.Works(time.GetUtcNow().UtcDateTime) ? found : null;
    }

    private async Task<Account?> KnownAsync(HttpContext http, string email, string password)
    {
        if (await users.FindByEmailAsync(email) is not { } account) return null;
        var address = http.Connection.RemoteIpAddress;
        if (limiter.Take(address) is { } wait) throw new ProblemException(429, "too_many_tries", null, (wait + 59) / 60) { RetryAfter = wait };
        if (await users.IsLockedOutAsync(account) || !await users.CheckPasswordAsync(account, password))
        {
            await users.AccessFailedAsync(account);
            throw ProblemException.Invalid("password", "wrong_sign_in", Identity.Tries, (int)Identity.Pause.TotalMinutes);
        }
        limiter.GiveBack(address);
        return account;
    }

    private static Membership Membership(Invitation invitation, Account account, DateTime now)
    {
        var member = new Membership { Workspace = invitation.Workspace, Account = account.Id, Name = account.Name, Role = invitation.Scope is null ? invitation.Role : Role.Viewer, JoinedAt = now };
        if (invitation.Scope is { } limited) member.Grants.Add(new RoleGrant { Workspace = invitation.Workspace, Account = account.Id, Scope = limited, Role = invitation.Role });
        return member;
    }
}
