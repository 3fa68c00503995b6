using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Delivery.Baselines;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Plans;

/// <summary>
/// A window of a plan's rows, by columns: <c>from</c> and <c>count</c> or single rows and ranges (<c>rows=0-40,77</c>). On asking also the tree of the whole plan
/// (<c>outline</c>), the links that touch the rows (<c>links</c>), the place of an item (<c>at</c>) and what a filter, an order and groups leave.
/// </summary>
internal sealed class GetPlanRows(PlanStore plans, PlanBaselines baselines, IPeople people, IProductClocks clocks, ActorScope actor)
{
    private const int MaxRows = 20_000;

    /// <summary>Init properties: the generator of request delegates can't build a record by a constructor with nullable texts.</summary>
    internal sealed record Query
    {
        public int? From { get; init; }
        public int? Count { get; init; }
        public string? Rows { get; init; }
        public string? Fields { get; init; }
        public bool? Outline { get; init; }
        public bool? Links { get; init; }
        public string? At { get; init; }
        public string? Baseline { get; init; }
        public string? Text { get; init; }
        public bool? Critical { get; init; }
        public bool? Late { get; init; }
        public bool? Mine { get; init; }
        public string? State { get; init; }
        public string? Owner { get; init; }
        public string? Group { get; init; }
        public string? Sort { get; init; }
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/projects/{projectId}/plan/rows",
        async (ProjectId projectId, [AsParameters] Query query, GetPlanRows get, CancellationToken cancel) => await get.RunAsync(projectId, query, cancel)).WithTags("Plans");

    public async Task<RowsAnswer> RunAsync(ProjectId projectId, Query query, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, projectId.Value);
        var names = PlanColumns.Names(query.Fields);
        var plan = await plans.LoadAsync(projectId, cancel);
        var view = await PlanView.OfAsync(plan, people, cancel);
        var kept = await baselines.OfAsync(plan, query.Baseline, cancel);
        var (columns, today) = (new PlanColumns(plan, view, kept), await TodayAsync(projectId, cancel));
        var filter = new PlanFilter(query.Text, query.Critical == true, query.Late == true, query.Mine == true ? actor.Current.Account ?? default(AccountId) : null, query.State, query.Owner, query.Group, query.Sort);
        var shown = filter.Of(plan, columns, view, today);
        var rows = query.Rows is { } listed ? Listed(listed, plan.Count) : Window(shown, plan.Count, Math.Max(0, query.From ?? 0), Math.Clamp(query.Count ?? 100, 0, MaxRows));
        return new RowsAnswer(plan.Head.Version, plan.Count, Math.Max(0, query.From ?? 0), columns.Read(rows, names))
        {
            Outline = query.Outline == true ? RowsWhole.Of(plan, kept?.Values, today) : null, View = shown, Links = query.Links == true ? RowsWhole.LinksOf(plan, rows) : null,
            At = query.At is null ? null : Guid.TryParse(query.At, out var id) && plan.Outline.Find(new WorkItemId(id)) is { } at ? at : -1,
        };
    }

    private async Task<DateOnly> TodayAsync(ProjectId id, CancellationToken cancel) => (await clocks.GetAsync((await plans.ProjectAsync(id, cancel)).Product, cancel)).Today;

    private static IReadOnlyList<int> Window(RowsShown? shown, int total, int from, int count) =>
        shown is null ? [.. Enumerable.Range(from, Math.Max(0, Math.Min(count, total - from)))] : [.. shown.Rows.Skip(from).Take(count)];

    /// <exception cref="ProblemException">400 where the list can't be read.</exception>
    private static List<int> Listed(string text, int total)
    {
        var rows = new List<int>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], out var first) || !int.TryParse(ends[^1], out var last) || first < 0 || last < first || rows.Count + (last - first) >= MaxRows)
                throw ProblemException.Invalid("rows", "bad_value", "rows", part);
            for (var row = first; row <= Math.Min(last, total - 1); row++) rows.Add(row);
        }
        return rows;
    }
}
