using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Imports;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>The last import's report as a table to keep.</summary>
internal static class ImportReportFile
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/projects/{projectId}/import/report.csv", ReportAsync).ExcludeFromDescription();

    private static async Task<IResult> ReportAsync(ProjectId projectId, ReadImport read, PlanStore plans, ActorScope actor, Words words, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, projectId.Value);
        _ = await plans.ProjectAsync(projectId, cancel);
        var report = await read.LastAsync(projectId, cancel) ?? throw ProblemException.NotFound();
        var names = (await plans.LoadAsync(projectId, cancel)).Outline.Items.ToDictionary(item => item.Id, item => item.Name);
        return Results.File(System.Text.Encoding.UTF8.GetBytes('\uFEFF' + ImportReportTable.Write(report, id => names.GetValueOrDefault(id, ""), words)), "text/csv; charset=utf-8", string.Create(CultureInfo.InvariantCulture, $"import-{report.At:yyyy-MM-dd}.csv"));
    }
}
