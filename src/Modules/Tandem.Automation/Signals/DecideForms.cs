using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Signals;

/// <summary>The decision buttons as a plain form: decides and goes back to the page.</summary>
internal static class DecideForms
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/signals/{signalId}/decide",
        async (SignalId signalId, [FromForm] string? decision, [FromForm] string? reason, [FromForm] string? back, DecideSignal decide, CancellationToken cancel) =>
        {
            var kind = Choice.Read<DecisionKind>(decision, "decision");
            var problem = "";
            try
            {
                await decide.RunAsync(signalId, new(kind, reason, null), cancel);
            }
            catch (ProblemException refused) when (refused.Status == 409)
            {
                // the page itself shows why: the signal has ended meanwhile, or a past day is looked at
                problem = $"?problem={refused.Code}";
            }
            return Results.LocalRedirect((back is { Length: > 0 } && back.StartsWith('/') && !back.StartsWith("//", StringComparison.Ordinal) ? back : $"/signals/{signalId}") + problem);
        }).ExcludeFromDescription();
}
