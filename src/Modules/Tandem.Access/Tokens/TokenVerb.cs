using Microsoft.EntityFrameworkCore;
using Tandem.Access.Members;
using Tandem.Access.Workspaces;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Verbs;

namespace Tandem.Access.Tokens;

/// <summary><c>token --data DIR --role ROLE [--workspace ID]</c>: prints a new API token alone on a line.</summary>
internal sealed class TokenVerb(AccessDbContext db, ActorScope scope, TimeProvider time) : IVerb
{
    public string Name => "token";

    public async Task<int> RunAsync(CommandLine line, CancellationToken cancel)
    {
        var name = line.Required("role");
        if (!RoleNames.All.TryGetValue(name, out var role)) throw new ArgumentException($"No role \"{name}\". There are: {string.Join(", ", RoleNames.All.Keys)}.");
        var secret = await db.WriteAsync(async () =>
        {
            var workspace = await WorkspaceAsync(line.Option("workspace"), cancel);
            scope.Current = Actor.System(workspace.Id);
            var now = time.GetUtcNow().UtcDateTime;
            return db.Issue(new TokenWish(workspace.Id, $"{name} {now:yyyy-MM-dd HH:mm}", role, null, null), now).Secret;
        }, cancel);
        Console.WriteLine(secret);
        return 0;
    }

    private async Task<Workspace> WorkspaceAsync(string? id, CancellationToken cancel)
    {
        if (id is null) return await db.OldestWorkspaceAsync(time, cancel);
        return Guid.TryParse(id, out var value) && await db.Workspaces.FindAsync([new WorkspaceId(value)], cancel) is { } workspace
            ? workspace : throw new ArgumentException($"No workspace {id}.");
    }
}
