using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Access.Passwords;
using Tandem.Access.Workspaces;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Samples;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Samples;

/// <summary>
/// The sample's people. On an empty installation: a workspace with owner, project manager and operations lead, who sign in by one click on this machine.
/// Where a real owner took the sample as an offer: a project manager and an operations lead beside them, without the click; their passwords are nobody's
/// until the owner makes them a link.
/// Run again before the fill was finished, it gives the same people new passwords: the first ones may never have been printed.
/// </summary>
internal sealed class SamplePeople(AccessDbContext db, UserManager<Account> users, Words words, ActorScope scope, TimeProvider time) : ISampleStep
{
    private const string Workspace = "Online Retail";
    private static readonly Role[] Roles = [Role.Owner, Role.ProjectManager, Role.OperationsLead];

    public int Order => 10;
    public string Name => "sample.people";

    public async Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel)
    {
        // of the people of an unfinished fill none is a real owner
        var demo = !await db.Accounts.AnyAsync(a => !a.IsService && !a.IsDemo, cancel);
        await WorkspaceAsync(context, demo, cancel);
        foreach (var role in demo ? Roles : Roles[1..]) Remember(context, role, await PersonAsync(context, role, demo, cancel));
        progress.Report(1);
    }

    private Task WorkspaceAsync(SampleContext context, bool demo, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var workspace = await db.OldestWorkspaceAsync(time, cancel);
        context.Workspace = workspace.Id;
        scope.Current = scope.Current with { Workspace = workspace.Id };
        if (demo) (workspace.Name, workspace.Language) = (Workspace, context.Language);
        else context.Owner = await db.Memberships.Where(m => m.Role == Role.Owner && db.Accounts.Any(a => a.Id == m.Account && !a.IsService)).OrderBy(m => m.JoinedAt).Select(m => m.Account).FirstAsync(cancel);
    }, cancel);

    private Task<AccountId> PersonAsync(SampleContext context, Role role, bool demo, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var (name, email, password, now) = (words.In(context.Language, $"sample.person.{role}"), Email(role), Identity.RandomPassword(), time.GetUtcNow().UtcDateTime);
        var account = await users.FindByEmailAsync(email);
        if (account is not null)
        {
            // somebody's own account with that address is not the sample's to change
            if (!await db.Memberships.AnyAsync(m => m.Account == account.Id && m.Role == role, cancel)) throw new ProblemException(409, "email_taken", "email");
            await users.SetPasswordAsync(account, password, now);
        }
        else
        {
            account = new Account { Id = AccountId.New(), Name = name, Email = email, IsDemo = demo, MadeAt = now, PasswordChangedAt = now };
            (await users.CreateAsync(account, password)).Check(password);
            db.Add(new Membership { Workspace = context.Workspace, Account = account.Id, Name = name, Role = role, JoinedAt = now });
        }
        if (demo) context.Notes.Add($"{words.In(context.Language, $"role.{role}")}  {email}  {password}");
        return account.Id;
    }, cancel);

    private static string Email(Role role) => role switch { Role.ProjectManager => "linyue@example.com", Role.OperationsLead => "zhounan@example.com", _ => "suqing@example.com" };

    private static void Remember(SampleContext context, Role role, AccountId account)
    {
        if (role == Role.Owner) context.Owner = account;
        else if (role == Role.ProjectManager) context.ProjectManager = account;
        else context.OperationsLead = account;
    }
}
