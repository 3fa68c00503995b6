using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Access.Accounts;
using Tandem.Access.Sessions;
using Tandem.Access.Tokens;
using Tandem.Access.Workspaces;
using Tandem.Contracts.Access;
using Tandem.Kernel.Data;
using Tandem.Kernel.Modules;
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
        services.AddScoped<IPeople, People>().AddScoped<IWorkspaces, WorkspaceReads>();
        services.AddSchemes();
        services.AddScoped<IVerb, TokenVerb>();
    }

    public void MapEndpoints(IEndpointRouteBuilder app)
    {
    }
}
