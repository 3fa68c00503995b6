using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Access.Tokens;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Invitations;

/// <summary>Makes the link that lets one person in; it is in this answer and never again. An earlier open invitation of the same e-mail ends.</summary>
internal sealed class Invite(AccessDbContext db, Scopes scopes, ActorScope scope, TimeProvider time)
{
    internal sealed record Request(string? Email, string? Role, ProductId? ProductId = null, ProjectId? ProjectId = null);

    internal sealed record Made(InvitationId Id, string Email, string Role, DateTime ExpiresAt, string Link);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/invitations", async (Request request, Invite feature, HttpContext http, CancellationToken cancel) =>
    {
        var made = await feature.RunAsync(request, http, cancel);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Created("/api/invitations", made);
    }).WithTags("Members");

    public async Task<Made> RunAsync(Request request, HttpContext http, CancellationToken cancel)
    {
        scope.Current.Require(Right.ManageWorkspace);
        var (email, role, now) = (Fields.Email(request.Email), RoleNames.Read("role", request.Role), time.GetUtcNow().UtcDateTime);
        var limited = await scopes.ScopeAsync(request.ProductId, request.ProjectId, cancel);
        if (limited is not null && role is Role.Owner or Role.Pmo) throw ProblemException.Invalid("role", "role_is_workspaces", RoleNames.Of(role));
        var code = Secrets.New("");
        var invitation = new Invitation
        {
            Id = InvitationId.New(),
            Workspace = scope.Current.Workspace,
            Email = email,
            Role = role,
            Scope = limited,
            Hash = Secrets.Hash(code),
            MadeBy = scope.Current.Account,
            MadeAt = now,
            ExpiresAt = now + Invitation.Lasts,
        };
        await db.WriteAsync(async () =>
        {
            var normalized = email.ToUpperInvariant();
            if (await db.Memberships.AnyAsync(m => db.Accounts.Any(a => a.Id == m.Account && a.NormalizedEmail == normalized), cancel)) throw new ProblemException(409, "member_already", "email");
            db.RemoveRange(await db.Invitations.Where(i => i.UsedAt == null && i.Email == email).ToListAsync(cancel));
            db.Add(invitation);
        }, cancel);
        return new Made(invitation.Id, email, RoleNames.Of(role), invitation.ExpiresAt, $"{http.Request.Scheme}://{http.Request.Host}/invitation?code={code}");
    }
}
