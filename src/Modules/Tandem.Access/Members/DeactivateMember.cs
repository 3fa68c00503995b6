using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Access.Sessions;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Members;

/// <summary>Takes a person out of the workspace: sessions end at once, their open work goes to whoever is named. And back in again, without the work.</summary>
internal sealed class DeactivateMember(AccessDbContext db, ActorScope scope, SignedInCache known)
{
    internal sealed record Request(AccountId? HandOverTo);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/members/{id}:deactivate", async (AccountId id, Request request, DeactivateMember feature, CancellationToken cancel) =>
        {
            await feature.RunAsync(id, request.HandOverTo, cancel);
            return TypedResults.NoContent();
        }).WithTags("Members");
        app.MapPost("/api/members/{id}:reactivate", async (AccountId id, DeactivateMember feature, CancellationToken cancel) =>
        {
            await feature.UndoAsync(id, cancel);
            return TypedResults.NoContent();
        }).WithTags("Members");
    }

    public async Task RunAsync(AccountId id, AccountId? handOverTo, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        await db.WriteAsync(async () =>
        {
            var member = await db.PersonAsync(id, cancel);
            if (handOverTo is { } heir && (heir == id || !(await db.PersonAsync(heir, cancel)).Active)) throw ProblemException.Invalid("handOverTo", "heir_not_active");
            if (!member.Active) return;
            if (member.Role == Role.Owner) await db.KeepAnOwnerAsync(member, cancel);
            member.Active = false;
            member.Version++;
            db.Publish(new AccountDeactivated(id, handOverTo));
        }, cancel);
        known.Forget();
    }

    public async Task UndoAsync(AccountId id, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        await db.WriteAsync(async () =>
        {
            var member = await db.PersonAsync(id, cancel);
            if (member.Active) return;
            member.Active = true;
            member.Version++;
        }, cancel);
        known.Forget();
    }
}
