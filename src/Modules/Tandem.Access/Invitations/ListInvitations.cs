using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Members;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Access.Invitations;

/// <summary>The open invitations; one can be taken back.</summary>
internal sealed class ListInvitations(AccessDbContext db, Scopes scopes, ActorScope scope, TimeProvider time)
{
    internal sealed record Shown(InvitationId Id, string Email, string Role, string? Scope, DateTime MadeAt, DateTime ExpiresAt);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/invitations", async (ListInvitations feature, CancellationToken cancel) => new Page<Shown>(await feature.RunAsync(cancel))).WithTags("Members");
        app.MapDelete("/api/invitations/{id}", async (InvitationId id, ListInvitations feature, CancellationToken cancel) =>
        {
            await feature.TakeBackAsync(id, cancel);
            return TypedResults.NoContent();
        }).WithTags("Members");
    }

    public async Task<List<Shown>> RunAsync(CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        var now = time.GetUtcNow().UtcDateTime;
        var open = await db.Invitations.AsNoTracking().Where(i => i.UsedAt == null && i.ExpiresAt > now).OrderBy(i => i.Id).ToListAsync(cancel);
        var names = (await scopes.ListAsync(cancel)).ToDictionary(s => s.Id, s => s.Name);
        return [.. open.Select(i => new Shown(i.Id, i.Email, RoleNames.Of(i.Role), i.Scope is { } limited ? names.GetValueOrDefault(limited) : null, i.MadeAt, i.ExpiresAt))];
    }

    public Task TakeBackAsync(InvitationId id, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        return db.WriteAsync(async () =>
            db.Remove(await db.Invitations.FirstOrDefaultAsync(i => i.Id == id && i.UsedAt == null, cancel) ?? throw ProblemException.NotFound()), cancel);
    }
}
