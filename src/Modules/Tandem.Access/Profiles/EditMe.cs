using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Access.Accounts;
using Tandem.Access.Sessions;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Profiles;

/// <summary>Changes one's own name, language, time zone, week start and theme: a merge patch, null takes a choice back.</summary>
internal sealed class EditMe(AccessDbContext db, ActorScope scope, SignedInCache known)
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPatch("/api/me", async (JsonElement patch, EditMe feature, GetMe me, HttpContext http, CancellationToken cancel) =>
    {
        if (patch.ValueKind != JsonValueKind.Object) throw ProblemException.Invalid("$", "bad_request");
        await feature.RunAsync(patch.EnumerateObject().ToDictionary(p => p.Name, Text), http, cancel);
        return await me.RunAsync(cancel);
    }).Accepts<Dictionary<string, string?>>("application/json").WithTags("Me");

    /// <summary>Only the fields that are in <paramref name="patch"/> change.</summary>
    public async Task RunAsync(IReadOnlyDictionary<string, string?> patch, HttpContext http, CancellationToken cancel)
    {
        var account = await db.WriteAsync(async () =>
        {
            var me = await db.MeAsync(scope, cancel);
            foreach (var (field, value) in patch) Set(me, field, value);
            return me;
        }, cancel);
        known.Forget();
        if (patch.ContainsKey("theme")) Looks.Remember(http, account.Theme);
    }

    private static void Set(Account me, string field, string? value)
    {
        switch (field)
        {
            case "name": me.Name = Fields.Name(field, value); break;
            case "language": me.Language = Fields.Language(value); break;
            case "zone": me.Zone = Fields.Zone(value); break;
            case "weekStart": me.WeekStart = Fields.WeekStart(value); break;
            case "theme": me.Theme = Fields.Theme(value); break;
            default: throw ProblemException.Invalid(field, "unknown_setting", field);
        }
    }

    private static string? Text(JsonProperty property) => property.Value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => property.Value.GetString(),
        _ => throw ProblemException.Invalid(property.Name, "bad_value", property.Name, property.Value.GetRawText()),
    };
}
