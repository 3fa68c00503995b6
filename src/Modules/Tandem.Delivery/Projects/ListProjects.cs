using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Projects;

/// <summary>The workspace's projects, oldest first.</summary>
internal static class ListProjects
{
    private const int PageSize = 100;

    internal sealed record Answer(ProjectId Id, string Name, ProductId ProductId, DateOnly Start, string TimeZone, AccountId? Manager, IReadOnlyList<BoardState> States, long Version);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/projects", async (string? cursor, DeliveryDbContext db, CancellationToken cancel) =>
        {
            var from = int.TryParse(cursor, out var at) && at > 0 ? at : 0;
            var rows = await db.Projects.AsNoTracking().Where(project => project.ScenarioOf == null).OrderBy(project => project.Id).Skip(from).Take(PageSize + 1).ToListAsync(cancel);
            var page = Page<Project>.Of(rows, PageSize, _ => (from + PageSize).ToString(CultureInfo.InvariantCulture));
            return new Page<Answer>([.. page.Items.Select(Of)], page.Next);
        }).WithTags("Projects");
        app.MapGet("/api/projects/{projectId}", async (ProjectId projectId, HttpResponse response, DeliveryDbContext db, CancellationToken cancel) =>
        {
            var project = await db.Projects.AsNoTracking().FirstOrDefaultAsync(row => row.Id == projectId, cancel) ?? throw ProblemException.NotFound();
            ETags.Set(response, project.Version);
            return Of(project);
        }).WithTags("Projects");
    }

    public static Answer Of(Project project) =>
        new(project.Id, project.Name, project.Product, project.Start, project.Zone, project.Manager, [.. project.States.Select(column => column with { State = column.Of })], project.Version);
}
