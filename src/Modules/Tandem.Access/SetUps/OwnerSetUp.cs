using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Access.Sessions;
using Tandem.Access.Workspaces;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.SetUps;

/// <summary>What the first visitor says of themselves and the workspace.</summary>
internal sealed record OwnerWish(string? Name, string? Email, string? Password, string? Workspace, string? Language, string? Zone, string? Code);

/// <summary>Makes the first person: the owner of the oldest workspace (which a token may have made before). Possible while there is no person at all.</summary>
internal sealed class OwnerSetUp(AccessDbContext db, UserManager<Account> users, SetUpCode code, FailureLimiter limiter, ActorScope scope, TimeProvider time)
{
    public async Task<bool> IsNeededAsync(CancellationToken cancel) => !await db.Accounts.AnyAsync(a => !a.IsService, cancel);

    /// <exception cref="ProblemException">409 once there is a person; 400 naming a field; 429.</exception>
    public async Task<Account> MakeAsync(HttpContext http, OwnerWish wish)
    {
        CheckVisitor(http, wish.Code);
        var account = new Account
        {
            Id = AccountId.New(),
            Name = Fields.Name("name", wish.Name),
            Email = Fields.Email(wish.Email),
            Zone = Fields.Zone(wish.Zone),
            MadeAt = time.GetUtcNow().UtcDateTime,
            PasswordChangedAt = time.GetUtcNow().UtcDateTime,
        };
        var password = Fields.Password("password", wish.Password);
        var (name, language) = (Fields.Name("workspace", wish.Workspace), Fields.Language(wish.Language) ?? "en");
        await db.WriteAsync(async () =>
        {
            if (!await IsNeededAsync(http.RequestAborted)) throw new ProblemException(409, "set_up_done");
            var workspace = await db.OldestWorkspaceAsync(time, http.RequestAborted);
            (workspace.Name, workspace.Language) = (name, language);
            scope.Current = new Actor(ActorKind.Person, account.Id, account.Name, workspace.Id, Role.Owner);
            (await users.CreateAsync(account, password)).Check(password);
            db.Add(new Membership { Workspace = workspace.Id, Account = account.Id, Name = account.Name, Role = Role.Owner, JoinedAt = account.MadeAt });
        }, http.RequestAborted);
        return account;
    }

    private void CheckVisitor(HttpContext http, string? typed)
    {
        if (LocalVisitor.Is(http)) return;
        var address = http.Connection.RemoteIpAddress;
        if (limiter.Take(address) is { } wait) throw new ProblemException(429, "too_many_tries", null, (wait + 59) / 60) { RetryAfter = wait };
        if (!code.Matches(typed)) throw ProblemException.Invalid("code", "wrong_set_up_code");
        limiter.GiveBack(address);
    }
}
