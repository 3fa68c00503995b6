using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Costs;

/// <summary>Enters and lists what an item has cost.</summary>
internal sealed class EnterCost(DeliveryDbContext db, PlanStore plans, ActorScope actor, TimeProvider time)
{
    private const decimal Most = 1_000_000_000_000m;
    private const int LongestNote = 1_000;

    /// <param name="Date">The day it fell due.</param>
    /// <param name="Amount">Decimal text in major units; negative corrects.</param>
    /// <param name="Note">What for.</param>
    internal sealed record Request(string? Date, string? Amount, string? Note);

    internal sealed record Answer(Guid Id, WorkItemId Item, DateOnly Date, string Amount, string? Note, string EnteredBy, DateTime EnteredAt);

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/projects/{projectId}/items/{itemId}/costs";
        app.MapPost(path, async (ProjectId projectId, WorkItemId itemId, Request request, EnterCost enter, CancellationToken cancel) =>
            TypedResults.Created((string?)null, Of(await enter.RunAsync(projectId, itemId, request, cancel)))).WithTags("Earned value");
        app.MapGet(path, async (ProjectId projectId, WorkItemId itemId, EnterCost enter, CancellationToken cancel) =>
            new Page<Answer>([.. (await enter.ListAsync(projectId, itemId, cancel)).Select(Of)])).WithTags("Earned value");
    }

    public Task<CostEntry> RunAsync(ProjectId projectId, WorkItemId itemId, Request request, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        var project = actor.RequireRun(await plans.ProjectAsync(projectId, cancel));
        if (!await db.Items.AnyAsync(row => row.Id == itemId && row.Project == projectId, cancel)) throw ProblemException.NotFound();
        if (request.Note?.Length > LongestNote) throw ProblemException.Invalid("note", "too_long", "note", LongestNote);
        var entry = new CostEntry
        {
            Id = Guid.CreateVersion7(), Workspace = project.Workspace, Project = projectId, Item = itemId, Date = Fields.Date(request.Date, "date"), Amount = Amount(request.Amount),
            Note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim(), Account = actor.Current.Account, EnteredBy = actor.Current.Name, EnteredAt = time.GetUtcNow().UtcDateTime,
        };
        db.Add(entry);
        return entry;
    }, cancel);

    private async Task<List<CostEntry>> ListAsync(ProjectId projectId, WorkItemId itemId, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, projectId.Value);
        await plans.ProjectAsync(projectId, cancel);
        return await db.Costs.AsNoTracking().Where(row => row.Project == projectId && row.Item == itemId).OrderBy(row => row.Date).ThenBy(row => row.Id).ToListAsync(cancel);
    }

    private static decimal Amount(string? text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) && amount != 0 && Math.Abs(amount) <= Most ? amount
        : throw ProblemException.Invalid("amount", string.IsNullOrWhiteSpace(text) ? "required" : "bad_value", "amount", text);

    private static Answer Of(CostEntry row) => new(row.Id, row.Item, row.Date, row.Amount.ToString(CultureInfo.InvariantCulture), row.Note, row.EnteredBy, row.EnteredAt);
}
