using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Tandem.Access.Accounts;
using Tandem.Access.Profiles;
using Tandem.Access.Sessions;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Passwords;

/// <summary>Changes one's own password: all other sessions end, this one goes on.</summary>
internal sealed class ChangePassword(AccessDbContext db, UserManager<Account> users, FailureLimiter limiter, SessionBegin begin, ActorScope scope, TimeProvider time)
{
    internal sealed record Request(string? Current, string? Password);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/me/password", async (Request request, ChangePassword feature, HttpContext http) =>
    {
        await feature.RunAsync(request, http);
        return TypedResults.NoContent();
    }).WithTags("Me");

    /// <exception cref="ProblemException">400 naming <c>current</c> or <c>password</c>; 403 for a service, which has none; 429.</exception>
    public async Task RunAsync(Request request, HttpContext http)
    {
        if (scope.Current.Kind != ActorKind.Person) throw new ProblemException(403, "forbidden");
        var (current, password) = (Fields.Password("current", request.Current), Fields.Password("password", request.Password));
        var address = http.Connection.RemoteIpAddress;
        if (limiter.Take(address) is { } wait) throw new ProblemException(429, "too_many_tries", null, (wait + 59) / 60) { RetryAfter = wait };
        var account = await db.WriteAsync(async () =>
        {
            var me = await db.MeAsync(scope, http.RequestAborted);
            (await users.ChangePasswordAsync(me, current, password)).Check(password);
            me.PasswordChangedAt = time.GetUtcNow().UtcDateTime;
            return me;
        }, http.RequestAborted);
        limiter.GiveBack(address);
        await begin.BeginAsync(http, account, scope.Current.Workspace, stay: false);
    }
}
