using System.Text.Json;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Plans;

/// <summary>What is written down of an edit beside its rows.</summary>
internal sealed class PlanLog(IProductClocks clocks, ActorScope actor, TimeProvider time)
{
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public async Task<PlanEdit> EditAsync(EditScope scope, List<RowChange> changes, bool undoable, CancellationToken cancel) => new()
    {
        Id = Guid.CreateVersion7(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, PlanVersion = scope.Head.Version, LastVersion = scope.Head.Version, Undoable = undoable,
        Account = actor.Current.Account, ActorName = actor.Current.Name, At = Now, Moment = (await clocks.GetAsync(scope.Project.Product, cancel)).UtcNow,
        Changes = JsonSerializer.Serialize(changes, TandemJson.Options),
    };

    /// <summary>One audit entry for all that moved: how many, and the plan's finish before and after.</summary>
    public AuditEntry Moves(EditScope scope, PlanSnapshot after, int moved) => new()
    {
        Workspace = scope.Project.Workspace, At = Now, Account = actor.Current.Account, ActorName = actor.Current.Name,
        ActorKind = actor.Current.Kind.ToString().ToLowerInvariant(), Action = "changed", Subject = "Plan", SubjectId = scope.Project.Id.Value, SubjectName = scope.Project.Name,
        Before = JsonSerializer.Serialize(new { finish = scope.Before.Schedule.Finish }, TandemJson.Options),
        After = JsonSerializer.Serialize(new { finish = after.Schedule.Finish, moved, planVersion = scope.Head.Version }, TandemJson.Options), Cause = actor.Cause,
    };
}
