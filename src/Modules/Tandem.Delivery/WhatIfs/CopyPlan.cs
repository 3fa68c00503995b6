using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WhatIfs;

/// <summary>A what-if copy as lists name it: id is the copy's project, edited like any plan.</summary>
internal sealed record WhatIfAnswer(ProjectId Id, string Name, long OfVersion, DateTime MadeAt, string MadeBy)
{
    public static WhatIfAnswer From(WhatIf copy) => new(copy.Project, copy.Name, copy.OfVersion, copy.MadeAt, copy.MadeBy);
}

/// <summary>Copies a plan, with its risks, estimates, baselines and costs, to try things out.</summary>
internal sealed class CopyPlan(DeliveryDbContext db, PlanStore plans, PlanCache cache, ActorScope actor, TimeProvider time)
{
    private const int Most = 20;

    internal sealed record Request(string? Name);

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/projects/{projectId}/what-ifs";
        app.MapPost(path, async (ProjectId projectId, Request request, CopyPlan copy, CancellationToken cancel) =>
        {
            var made = await copy.RunAsync(projectId, request.Name, cancel);
            return TypedResults.Created($"/api/projects/{projectId}/what-ifs/{made.Project}", WhatIfAnswer.From(made));
        }).WithTags("What-ifs");
        app.MapGet(path, async (ProjectId projectId, DeliveryDbContext db, PlanStore plans, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, (await plans.ProjectAsync(projectId, cancel)).Id.Value);
            return new Page<WhatIfAnswer>([.. (await ListAsync(db, projectId, cancel)).Select(WhatIfAnswer.From)]);
        }).WithTags("What-ifs");
    }

    public static Task<List<WhatIf>> ListAsync(DeliveryDbContext db, ProjectId of, CancellationToken cancel) =>
        db.WhatIfs.AsNoTracking().Where(copy => copy.Of == of).OrderBy(copy => copy.MadeAt).ToListAsync(cancel);

    /// <exception cref="ProblemException">409 for a copy of a copy, an empty plan, or one more than twenty.</exception>
    public Task<WhatIf> RunAsync(ProjectId of, string? name, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var project = await plans.ProjectAsync(of, cancel);
        actor.Current.Require(Right.RunProject, of.Value, project.IsRunBy(actor.Current.Account));
        if (project.ScenarioOf is not null) throw new ProblemException(409, "what_if_of_what_if");
        var plan = await plans.LoadAsync(of, cancel);
        if (plan.Count == 0) throw new ProblemException(409, "empty_plan");
        if (await db.WhatIfs.CountAsync(copy => copy.Of == of, cancel) >= Most) throw new ProblemException(409, "too_many_what_ifs", "name", Most);
        var (id, now) = (ProjectId.New(), time.GetUtcNow().UtcDateTime);
        var title = Fields.Name(name);
        db.Add(new Project
        {
            Id = id, Workspace = project.Workspace, Name = title, Product = project.Product, Start = project.Start, Zone = project.Zone, Manager = project.Manager, States = project.States, ScenarioOf = of, MadeAt = now,
        });
        var rows = new CopiedRows(plan, id);
        var made = PlanSnapshot.Of(rows.Plan);
        rows.Plan.Head.Dates = PlanDates.Write(made);
        db.Add(rows.Plan.Head);
        var start = await rows.WriteAsync(db, of, cancel);
        var copy = new WhatIf
        {
            Project = id, Workspace = project.Workspace, Of = of, Name = title, OfVersion = plan.Head.Version, LastNumber = plan.Head.LastNumber, MadeAt = now, MadeBy = actor.Current.Name, Rows = start.Pack(),
        };
        db.Add(copy);
        cache.Put(made);
        return copy;
    }, cancel);
}
