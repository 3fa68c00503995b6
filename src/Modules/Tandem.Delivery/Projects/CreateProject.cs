using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.Projects;

/// <summary>Makes a project with an empty plan; who makes it runs it.</summary>
internal sealed class CreateProject(DeliveryDbContext db, IProducts products, ActorScope actor, TimeProvider time)
{
    internal sealed record Request(string? Name, ProductId? ProductId, string? Start, string? TimeZone);

    internal sealed record Answer(ProjectId Id);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects", async (Request request, CreateProject create, CancellationToken cancel) =>
    {
        var id = await create.RunAsync(request, cancel);
        return TypedResults.Created($"/api/projects/{id}", new Answer(id));
    }).WithTags("Projects");

    public async Task<ProjectId> RunAsync(Request request, CancellationToken cancel)
    {
        actor.Current.Require(Right.CreateProject);
        var name = Fields.Name(request.Name);
        var start = Fields.Date(request.Start, "start");
        var zone = Fields.Zone(request.TimeZone, "timeZone");
        if (request.ProductId is not { } product) throw ProblemException.Invalid("productId", "required", "productId");
        if (await products.FindAsync(product, cancel) is null) throw new ProblemException(404, "unknown_product", "productId");
        return (await AddAsync(new Project
        {
            Id = ProjectId.New(), Workspace = db.CurrentWorkspace, Name = name, Product = product, Start = start, Zone = zone.Id, MadeAt = time.GetUtcNow().UtcDateTime,
            Manager = actor.Current is { Role: Role.ProjectManager } or { Kind: ActorKind.Person } ? actor.Current.Account : null,
        }, cancel)).Id;
    }

    /// <summary>Writes a project with its empty plan and the standard calendar.</summary>
    public async Task<Project> AddAsync(Project project, CancellationToken cancel)
    {
        await db.WriteAsync(() =>
        {
            db.Add(project);
            db.Add(PlanHead.Empty(project.Id, project.Workspace, project.Start));
            db.Add(new CalendarRow { Project = project.Id, Workspace = project.Workspace, Uid = 1, Definition = new CalendarDefinition { Uid = 1, Name = WorkCalendar.Standard.Name, Week = [.. WorkCalendar.Standard.Week] } });
            return Task.CompletedTask;
        }, cancel);
        return project;
    }
}
