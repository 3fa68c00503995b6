using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Access.Accounts;
using Tandem.Access.Audits;
using Tandem.Access.Invitations;
using Tandem.Access.Layout;
using Tandem.Access.Members;
using Tandem.Access.Passwords;
using Tandem.Access.Profiles;
using Tandem.Access.Samples;
using Tandem.Access.Sessions;
using Tandem.Access.SetUps;
using Tandem.Access.Tokens;
using Tandem.Access.Workspaces;
using Tandem.Contracts.Access;
using Tandem.Contracts.Samples;
using Tandem.Kernel.Data;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Modules;
using Tandem.Kernel.Searching;
using Tandem.Kernel.Verbs;
using Tandem.Kernel.Wording;

namespace Tandem.Access;

/// <summary>Accounts, workspaces, roles, sessions and tokens.</summary>
public sealed class AccessModule : IModule
{
    public string Name => "access";

    public void AddServices(IServiceCollection services)
    {
        services.AddModuleContext<AccessDbContext>(Name);
        services.AddSingleton(new WordSource("Tandem.Access.Words", typeof(AccessModule).Assembly));
        services.AddSchemes();
        services.AddAccounts();
        services.AddScoped<IPeople, People>().AddScoped<IWorkspaces, WorkspaceReads>().AddScoped<ISearch, PeopleSearch>();
        services.AddScoped<SignInAttempt>().AddScoped<SessionBegin>().AddScoped<SignInReads>().AddSingleton<FailureLimiter>();
        services.AddScoped<OwnerSetUp>().AddSingleton<SetUpCode>();
        services.AddScoped<GetMe>().AddScoped<EditMe>().AddScoped<EditWorkspace>().AddScoped<MakeWorkspace>();
        services.AddScoped<Scopes>().AddScoped<ListMembers>().AddScoped<EditMember>().AddScoped<DeactivateMember>();
        services.AddScoped<Invite>().AddScoped<ListInvitations>().AddScoped<AcceptInvitation>();
        services.AddScoped<ChangePassword>().AddScoped<MakePasswordLink>().AddScoped<UsePasswordLink>();
        services.AddScoped<MakeToken>().AddScoped<ListTokens>().AddScoped<RevokeToken>().AddScoped<ListAudit>();
        services.AddScoped<IVerb, TokenVerb>().AddScoped<IVerb, PasswordVerb>();
        services.AddScoped<PersonTime>().AddScoped<AuditWords>().AddSlot<WorkspaceSwitch>("rail.foot");
        services.AddScoped<ISampleStep, SamplePeople>().AddScoped<SampleOffer>().AddScoped<IJobHandler, SampleFillJob>();
    }

    public void MapEndpoints(IEndpointRouteBuilder app)
    {
        SignInForms.Map(app);
        GetMe.Map(app);
        EditMe.Map(app);
        ChangePassword.Map(app);
        EditWorkspace.Map(app);
        MakeWorkspace.Map(app);
        ListMembers.Map(app);
        EditMember.Map(app);
        DeactivateMember.Map(app);
        MakePasswordLink.Map(app);
        Invite.Map(app);
        ListInvitations.Map(app);
        MakeToken.Map(app);
        ListTokens.Map(app);
        RevokeToken.Map(app);
        ListAudit.Map(app);
        ExportAudit.Map(app);
    }
}
