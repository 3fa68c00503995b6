using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.WhatIfs;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>The forms of what-if copies: made from the plan's page, brought in or thrown away from the difference.</summary>
internal static class WhatIfForms
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/projects/{projectId}/what-ifs", async (ProjectId projectId, [FromForm] string? name, HttpContext http, CopyPlan copy, Words words, CancellationToken cancel) =>
        {
            var href = $"/projects/{projectId}/plan";
            return await PageForms.DoAsync(http, words, () => href, async () =>
            {
                href = $"/projects/{(await copy.RunAsync(projectId, name, cancel)).Project}/plan";
                return words["whatif.made"];
            });
        }).ExcludeFromDescription();
        app.MapPost("/projects/{projectId}/what-ifs/{whatIfId}", async (ProjectId projectId, ProjectId whatIfId, [FromForm] string? act, HttpContext http, UseWhatIf use, Words words, CancellationToken cancel) =>
        {
            var href = $"/projects/{projectId}/what-ifs/{whatIfId}";
            return await PageForms.DoAsync(http, words, () => href, async () =>
            {
                if (act == "discard") await use.DiscardAsync(projectId, whatIfId, cancel);
                else await use.ApplyAsync(projectId, whatIfId, act == "force", cancel);
                href = $"/projects/{projectId}/plan";
                return words[act == "discard" ? "whatif.discarded" : "whatif.applied"];
            });
        }).ExcludeFromDescription();
    }
}
