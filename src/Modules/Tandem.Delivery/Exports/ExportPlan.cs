using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Exports;

/// <summary>A plan as a file: Microsoft Project XML or Primavera XER with all that its import kept, a table, or a calendar of its milestones and due dates.</summary>
internal static class ExportPlan
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/projects/{projectId}/plan:export",
        async (ProjectId projectId, string? format, PlanStore plans, ActorScope actor, TimeProvider time, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            var project = await plans.ProjectAsync(projectId, cancel);
            var plan = await plans.LoadAsync(projectId, cancel);
            return (format ?? "mspdi") switch
            {
                "mspdi" => File(Written(plan, project, Mspdi.Write), "application/xml", project, "xml"),
                "xer" => File(Written(plan, project, Xer.Write), "text/plain; charset=utf-8", project, "xer"),
                "xlsx" => File(PlanWorkbook.Write(plan), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", project, "xlsx"),
                "csv" => File(Encoding.UTF8.GetBytes('\uFEFF' + PlanTable.Write(plan)), "text/csv; charset=utf-8", project, "csv"),
                "ics" => File(Encoding.UTF8.GetBytes(PlanCalendar.Write(plan, project, time.GetUtcNow().UtcDateTime)), "text/calendar; charset=utf-8", project, "ics"),
                var other => throw ProblemException.Invalid("format", "bad_value", "format", other),
            };
        }).Produces(StatusCodes.Status200OK, contentType: "application/octet-stream").WithTags("Plans");

    private static byte[] Written(PlanSnapshot plan, Project project, Action<PlanFile, Stream> write)
    {
        using var stream = new MemoryStream();
        write(plan.File.WithDates(plan.Schedule) with { Name = plan.File.Name ?? project.Name }, stream);
        return stream.ToArray();
    }

    private static IResult File(byte[] bytes, string type, Project project, string extension) =>
        Results.File(bytes, type, string.Concat(project.Name.Split(Path.GetInvalidFileNameChars())) + "." + extension);
}
