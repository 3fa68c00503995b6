using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Imports;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WhatIfs;

/// <summary>A what-if copy as lists name it: id is the copy's project, edited like any plan.</summary>
internal sealed record WhatIfAnswer(ProjectId Id, string Name, long OfVersion, DateTime MadeAt, string MadeBy)
{
    public static WhatIfAnswer From(WhatIf copy) => new(copy.Project, copy.Name, copy.OfVersion, copy.MadeAt, copy.MadeBy);
}

/// <summary>Copies a plan to try things out. What rules asked for loses its signal in the copy: only the plan's own items answer to rules.</summary>
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
        var rows = Rows(plan.Rows, id);
        var made = PlanSnapshot.Of(rows);
        rows.Head.Dates = PlanDates.Write(made);
        db.Add(rows.Head);
        var copy = new WhatIf
        {
            Project = id, Workspace = project.Workspace, Of = of, Name = title, OfVersion = plan.Head.Version, LastNumber = plan.Head.LastNumber, MadeAt = now, MadeBy = actor.Current.Name, Rows = PlanArchive.Pack(rows),
        };
        db.Add(copy);
        await db.InsertManyAsync(rows.Items, cancel);
        await db.InsertManyAsync(rows.Links, cancel);
        await db.InsertManyAsync(rows.Calendars, cancel);
        await db.InsertManyAsync(rows.Resources, cancel);
        await db.InsertManyAsync(rows.Assignments, cancel);
        cache.Put(made);
        return copy;
    }, cancel);

    private PlanRows Rows(PlanRows from, ProjectId to)
    {
        var ids = from.Items.ToDictionary(item => item.Id, _ => WorkItemId.New());
        return new PlanRows(
            Copy(from.Head, (nameof(PlanHead.Project), to), (nameof(PlanHead.Stamp), Guid.NewGuid()), (nameof(PlanHead.Version), 1L), (nameof(PlanHead.ImportedVersion), 1L)),
            [.. from.Items.Select(item => Copy(item, (nameof(WorkItem.Id), ids[item.Id]), (nameof(WorkItem.Project), to), (nameof(WorkItem.Parent), item.Parent is { } up && ids.TryGetValue(up, out var parent) ? parent : null),
                (nameof(WorkItem.Signal), null), (nameof(WorkItem.Rule), null), (nameof(WorkItem.HoldsRuleWork), false), (nameof(WorkItem.SignalRank), null), (nameof(WorkItem.Version), 1L)))],
            [.. from.Links.Where(link => ids.ContainsKey(link.From) && ids.ContainsKey(link.To))
                .Select(link => Copy(link, (nameof(Link.Id), DependencyId.New()), (nameof(Link.Project), to), (nameof(Link.From), ids[link.From]), (nameof(Link.To), ids[link.To])))],
            [.. from.Calendars.Select(row => Copy(row, (nameof(CalendarRow.Project), to)))], [.. from.Resources.Select(row => Copy(row, (nameof(ResourceRow.Project), to)))],
            [.. from.Assignments.Where(row => ids.ContainsKey(row.Item)).Select(row => Copy(row, (nameof(Assignment.Id), Guid.CreateVersion7()), (nameof(Assignment.Project), to), (nameof(Assignment.Item), ids[row.Item])))]);
    }

    private T Copy<T>(T row, params (string Property, object? Value)[] changes) where T : class
    {
        var values = db.Entry(row).CurrentValues.Clone();
        foreach (var (property, value) in changes) values[property] = value;
        return (T)values.ToObject();
    }
}
