using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Risks;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>The buttons of the risk page.</summary>
internal static class RiskForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/projects/{projectId}/estimates/{itemId}/remove", (ProjectId projectId, WorkItemId itemId, HttpContext http, SetEstimate set, Words words, CancellationToken cancel) =>
            PageForms.DoAsync(http, words, () => $"/projects/{projectId}/risks", async () =>
            {
                await set.RemoveAsync(projectId, itemId, cancel);
                return words["risks.estimate.removed"];
            })).ExcludeFromDescription();
    }
}
