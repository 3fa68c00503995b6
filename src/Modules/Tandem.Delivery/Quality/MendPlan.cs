using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.Quality;

/// <summary>Does what a finding asks for: one edit of the plan, which undo takes back.</summary>
internal sealed class MendPlan(PlanEditor editor, ItemProgress progress, ActorScope actor)
{
    /// <summary>Percent of what was said to be done and is not yet.</summary>
    private const double NearlyDone = 99;

    internal sealed record Request(string? Fix, WorkItemId? Item, DependencyId? Dependency);

    internal sealed record Answer(IReadOnlyList<MovedItem> Moved, long PlanVersion);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/plan/quality/fixes",
        async (ProjectId projectId, Request request, MendPlan mend, CancellationToken cancel) => await mend.RunAsync(projectId, request, cancel)).WithTags("Plans");

    public async Task<Answer> RunAsync(ProjectId projectId, Request request, CancellationToken cancel)
    {
        var fix = Enum.GetValues<QualityFix>().Where(PlanQuality.IsEdit).Cast<QualityFix?>().FirstOrDefault(known => PlanQuality.Word(known!.Value) == request.Fix)
            ?? throw ProblemException.Invalid("fix", "bad_value", "fix", request.Fix);
        var result = await editor.EditAsync(projectId, async scope =>
        {
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            if (fix is QualityFix.RemoveLag or QualityFix.MakeFinishStart or QualityFix.RemoveLink) await MendLinkAsync(scope, fix, request, cancel);
            else await MendItemAsync(scope, fix, request, cancel);
        }, cancel);
        return new Answer(result.Moved, result.Plan.Head.Version);
    }

    private static async Task MendLinkAsync(EditScope scope, QualityFix fix, Request request, CancellationToken cancel)
    {
        var (id, project) = (request.Dependency ?? throw ProblemException.Invalid("dependency", "required", "dependency"), scope.Project.Id);
        var link = await scope.Db.Links.FirstOrDefaultAsync(row => row.Id == id && row.Project == project, cancel) ?? throw ProblemException.NotFound();
        if (fix == QualityFix.RemoveLink) scope.Db.Remove(link);
        else if (fix == QualityFix.MakeFinishStart) link.Type = LinkType.FinishStart;
        else (link.Lag, link.Unit) = (0, LagUnit.Minutes);
    }

    private async Task MendItemAsync(EditScope scope, QualityFix fix, Request request, CancellationToken cancel)
    {
        var item = await scope.ItemAsync(request.Item ?? throw ProblemException.Invalid("item", "required", "item"), cancel);
        if (fix == QualityFix.RemoveConstraint)
        {
            (item.Constraint, item.ConstraintDate, item.SecondConstraint, item.SecondConstraintDate) = (ConstraintType.AsSoonAsPossible, null, ConstraintType.AsSoonAsPossible, null);
            return;
        }
        var status = scope.Before.Head.DataDate ?? throw new ProblemException(409, "no_data_date");
        if (fix == QualityFix.ClearActual)
        {
            var before = item.ActualDates;
            if (item.ActualStart > status) item.StartedAt(null);
            else if (item.ActualFinish > status)
            {
                item.FinishedAt(null);
                item.PercentComplete = NearlyDone;
            }
            if (item.ActualDates != before) await progress.TellAsync(scope.Db, scope.Project, item, cancel);
        }
        else if (item.IsStarted) item.Resume = status;
        else (item.Constraint, item.ConstraintDate) = (ConstraintType.StartNoEarlierThan, status);
    }
}
