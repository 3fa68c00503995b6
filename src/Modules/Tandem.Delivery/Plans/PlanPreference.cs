using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Plans;

/// <summary>How somebody looks at a plan: columns in their order beside the chart and of the table alone, how wide they are (pixels), groups, order, baseline. Null is the usual.</summary>
internal sealed class PlanPreference : ITenanted
{
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }
    public AccountId Account { get; init; }
    public required PlanLook Look { get; set; }
}

internal sealed record PlanLook(IReadOnlyList<string>? Gantt = null, IReadOnlyList<string>? Table = null, string? Group = null, string? Sort = null, string? Baseline = null,
    IReadOnlyDictionary<string, int>? Widths = null);

/// <summary>Reads and keeps what a person chose for a plan; each has their own.</summary>
internal sealed class PlanPreferences(DeliveryDbContext db, PlanStore plans, ActorScope actor)
{
    private const int MostColumns = 60, LongestName = 40, LeastWidth = 40, MostWidth = 600;

    public static void Map(IEndpointRouteBuilder app)
    {
        const string path = "/api/projects/{projectId}/plan/view";
        app.MapGet(path, async (ProjectId projectId, PlanStore plans, PlanPreferences preferences, ActorScope actor, CancellationToken cancel) =>
        {
            actor.Current.Require(Right.Read, projectId.Value);
            return await preferences.ReadAsync((await plans.ProjectAsync(projectId, cancel)).Id, cancel);
        }).WithTags("Plans");
        app.MapPut(path, async (ProjectId projectId, PlanLook look, PlanPreferences preferences, CancellationToken cancel) => await preferences.KeepAsync(projectId, look, cancel)).WithTags("Plans");
    }

    public async Task<PlanLook> ReadAsync(ProjectId project, CancellationToken cancel) =>
        actor.Current.Account is { } account && await db.Preferences.AsNoTracking().FirstOrDefaultAsync(row => row.Project == project && row.Account == account, cancel) is { } row ? row.Look : new PlanLook();

    /// <exception cref="ProblemException">400 naming the field.</exception>
    private Task<PlanLook> KeepAsync(ProjectId id, PlanLook look, CancellationToken cancel) => db.WriteAsync(async () =>
    {
        actor.Current.Require(Right.Read, id.Value);
        var project = await plans.ProjectAsync(id, cancel);
        var account = actor.Current.Account ?? throw new ProblemException(409, "no_account");
        Names(look.Gantt, "gantt");
        Names(look.Table, "table");
        Names(look.Widths?.Keys.ToList(), "widths");
        if (look.Widths?.FirstOrDefault(width => width.Value is < LeastWidth or > MostWidth) is { Key: not null } wrong) throw ProblemException.Invalid("widths", "bad_value", "widths", wrong.Value);
        Name(look.Group, "group");
        Name(look.Sort, "sort");
        Name(look.Baseline, "baseline");
        if (await db.Preferences.FirstOrDefaultAsync(row => row.Project == id && row.Account == account, cancel) is { } kept) kept.Look = look;
        else db.Add(new PlanPreference { Workspace = project.Workspace, Project = id, Account = account, Look = look });
        return look;
    }, cancel);

    private static void Names(IReadOnlyList<string>? names, string field)
    {
        if (names?.Count > MostColumns) throw ProblemException.Invalid(field, "too_long", field, MostColumns);
        foreach (var name in names ?? []) Name(name, field);
    }

    private static void Name(string? name, string field)
    {
        if (name is not null && (name.Length is 0 or > LongestName || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))) throw ProblemException.Invalid(field, "bad_value", field, name);
    }
}
