using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Plans;

/// <summary>A plan whole, and by columns for a window of rows.</summary>
internal static class GetPlan
{
    private const int MaxRows = 20_000;
    private static readonly Dictionary<string, Func<PlanItemAnswer, object?>> Columns = typeof(PlanItemAnswer).GetProperties()
        .ToDictionary(property => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name), Reader);

    internal sealed record RowsAnswer(long Version, int Total, int From, IReadOnlyDictionary<string, object?[]> Columns);

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/projects/{projectId}/plan", async (ProjectId projectId, PlanStore plans, IPeople people, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            return (await PlanView.OfAsync(await plans.LoadAsync(projectId, cancel), people, cancel)).All();
        }).WithTags("Plans");
        app.MapGet("/api/projects/{projectId}/plan/rows", async (ProjectId projectId, int? from, int? count, string? fields, PlanStore plans, IPeople people, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            var plan = await plans.LoadAsync(projectId, cancel);
            var view = await PlanView.OfAsync(plan, people, cancel);
            return Rows(plan, view, Math.Max(0, from ?? 0), Math.Clamp(count ?? 100, 0, MaxRows), Names(fields));
        }).WithTags("Plans");
    }

    private static RowsAnswer Rows(PlanSnapshot plan, PlanView view, int from, int count, IReadOnlyList<string> names)
    {
        var rows = Enumerable.Range(from, Math.Max(0, Math.Min(count, plan.Count - from))).Select(view.Item).ToList();
        return new RowsAnswer(plan.Head.Version, plan.Count, from, names.ToDictionary(name => name, name => rows.Select(Columns[name]).ToArray()));
    }

    private static IReadOnlyList<string> Names(string? fields)
    {
        if (string.IsNullOrEmpty(fields)) return ["id", "wbs", "name", "type", "start", "finish", "percentComplete", "totalFloat", "critical"];
        var names = fields.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct().ToList();
        return names.Find(name => !Columns.ContainsKey(name)) is { } wrong ? throw ProblemException.Invalid("fields", "bad_value", "fields", wrong) : names;
    }

    private static Func<PlanItemAnswer, object?> Reader(System.Reflection.PropertyInfo property) =>
        item => property.GetValue(item) is DateTime time ? time.ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture) : property.GetValue(item);
}
