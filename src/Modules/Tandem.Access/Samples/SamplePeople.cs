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

namespace Tandem.Access.Samples;

/// <summary>
/// The sample's people. On an empty installation: a workspace with owner, project manager and operations lead, who sign in by one click on this machine.
/// In a workspace that a real owner has (the context names it): a project manager and an operations lead beside them, without the click.
/// Run again before the fill was finished, it gives the same people new passwords: the first ones may never have been printed.
/// </summary>
internal sealed class SamplePeople(AccessDbContext db, UserManager<Account> users, SampleNames names, ActorScope scope, TimeProvider time) : ISampleStep
{
    private static readonly Role[] Roles = [Role.Owner, Role.ProjectManager, Role.OperationsLead];

    public int Order => 10;
    public string Name => "sample.people";

    public async Task RunAsync(SampleContext context, IProgress<double> progress, CancellationToken cancel)
    {
        var own = context.Workspace == default;
        if (own) await WorkspaceAsync(context, cancel);
        scope.Current = scope.Current with { Workspace = context.Workspace };
        foreach (var role in own ? Roles : Roles[1..]) Remember(context, role, await PersonAsync(context, role, own, cancel));
        progress.Report(1);
    }

    private Task WorkspaceAsync(SampleContext context, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var workspace = await db.OldestWorkspaceAsync(time, cancel);
        (workspace.Name, workspace.Language) = (SampleNames.Workspace, context.Language);
        context.Workspace = workspace.Id;
        scope.Current = scope.Current with { Workspace = workspace.Id };
    }, cancel);

    private Task<AccountId> PersonAsync(SampleContext context, Role role, bool demo, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var (name, email, password, now) = (names.Of(context.Language, role), SampleNames.Email(role), Identity.RandomPassword(), time.GetUtcNow().UtcDateTime);
        var account = await users.FindByEmailAsync(email);
        if (account is not null) await users.SetPasswordAsync(account, password, now);
        else
        {
            account = new Account { Id = AccountId.New(), Name = name, Email = email, IsDemo = demo, MadeAt = now, PasswordChangedAt = now };
            (await users.CreateAsync(account, password)).Check(password);
        }
        if (!await db.Memberships.AnyAsync(m => m.Account == account.Id, cancel))
            db.Add(new Membership { Workspace = context.Workspace, Account = account.Id, Name = name, Role = role, JoinedAt = now });
        context.Notes.Add($"{names.Line(context.Language, role)}  {email}  {password}");
        return account.Id;
    }, cancel);

    private static void Remember(SampleContext context, Role role, AccountId account)
    {
        if (role == Role.Owner) context.Owner = account;
        else if (role == Role.ProjectManager) context.ProjectManager = account;
        else context.OperationsLead = account;
    }
}
