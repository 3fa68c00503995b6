using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Verbs;

namespace Tandem.Access.Passwords;

/// <summary><c>password --data DIR EMAIL</c>: gives the account a new random password, printed alone on a line; its sessions end.</summary>
internal sealed class PasswordVerb(AccessDbContext db, UserManager<Account> users, ActorScope scope, TimeProvider time) : IVerb
{
    public string Name => "password";

    public async Task<int> RunAsync(CommandLine line, CancellationToken cancel)
    {
        if (line.Words is not [var email]) throw new ArgumentException("Say whose: password --data DIR EMAIL");
        var account = await users.FindByEmailAsync(email) ?? throw new ArgumentException($"No account has the e-mail {email}.");
        var workspace = await db.Memberships.IgnoreQueryFilters().Where(m => m.Account == account.Id).OrderBy(m => m.JoinedAt).Select(m => m.Workspace).FirstOrDefaultAsync(cancel);
        scope.Current = Actor.System(workspace);
        var password = Identity.RandomPassword();
        await db.WriteAsync(() => users.SetPasswordAsync(account, password, time.GetUtcNow().UtcDateTime), cancel);
        Console.WriteLine(password);
        return 0;
    }
}
