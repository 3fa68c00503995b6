using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Access.Profiles;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;

namespace Tandem.Access.Workspaces;

/// <summary>An owner makes a further workspace on this installation and owns that too. Nothing of one is seen in the other.</summary>
internal sealed class MakeWorkspace(AccessDbContext db, ActorScope scope, TimeProvider time)
{
    internal sealed record Request(string? Name, string? Language = null);

    internal sealed record Made(WorkspaceId Id, string Name);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/workspaces", async (Request request, MakeWorkspace feature, CancellationToken cancel) =>
        TypedResults.Created("/api/workspace", await feature.RunAsync(request, cancel))).WithTags("Workspace");

    public Task<Made> RunAsync(Request request, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        var (name, language, now) = (Fields.Name("name", request.Name), Fields.Language(request.Language) ?? "en", time.GetUtcNow().UtcDateTime);
        return db.WriteAsync(async () =>
        {
            var account = await db.MeAsync(scope, cancel);
            var workspace = new Workspace { Id = WorkspaceId.New(), Name = name, Language = language, MadeAt = now };
            db.AddRange(workspace, new Membership { Workspace = workspace.Id, Account = account.Id, Name = account.Name, Role = Role.Owner, JoinedAt = now });
            return new Made(workspace.Id, name);
        }, cancel);
    }
}
