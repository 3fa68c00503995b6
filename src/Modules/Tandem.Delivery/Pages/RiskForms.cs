using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Risks;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>The buttons of the risk pages.</summary>
internal static class RiskForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/projects/{projectId}/estimates/{itemId}/remove", (ProjectId projectId, WorkItemId itemId, HttpContext http, SetEstimate set, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/projects/{projectId}/risks", () => set.RemoveAsync(projectId, itemId, cancel))).ExcludeFromDescription();
        app.MapPost("/projects/{projectId}/simulation", (ProjectId projectId, [FromForm] string? runs, [FromForm] string? seed, [FromForm] string? correlation, [FromForm] string? target, HttpContext http, GetSimulation simulation, Words words, CancellationToken cancel) =>
        {
            var href = $"/projects/{projectId}/simulation";
            return PageForms.DoAsync(http, words, () => href, async () => href += "?job=" + await simulation.StartAsync(projectId,
                new((int?)DayNumbers.Read(runs, "runs"), (long?)DayNumbers.Read(seed, "seed"), DayNumbers.Read(correlation, "correlation"), Guid.TryParse(target, out var item) ? new WorkItemId(item) : null), cancel));
        }).ExcludeFromDescription();
    }
}
