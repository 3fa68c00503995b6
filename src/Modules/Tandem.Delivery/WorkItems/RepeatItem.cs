using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>The summary of a recurring task, how many occurrences it has, and what moved.</summary>
internal sealed record RepeatAnswer(WorkItemId Id, int Occurrences, IReadOnlyList<MovedItem> Moved, long PlanVersion);

/// <summary>Makes a recurring task: a summary with one item an occurrence, each starting no earlier than its own day, as one edit.</summary>
internal sealed class RepeatItem(PlanEditor editor, IPeople people, ActorScope actor)
{
    internal sealed record Request : RepeatPattern
    {
        /// <summary>Of the summary; its occurrences are numbered.</summary>
        public string? Name { get; init; }

        /// <summary>Of each.</summary>
        public AccountId? Owner { get; init; }

        /// <summary>The item below which it stands; last of all where left out.</summary>
        public WorkItemId? After { get; init; }
    }

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/items:repeat",
        async (ProjectId projectId, Request request, RepeatItem repeat, CancellationToken cancel) => await repeat.RunAsync(projectId, request, cancel)).WithTags("Work items");

    /// <exception cref="ProblemException">400 naming the field.</exception>
    public async Task<RepeatAnswer> RunAsync(ProjectId projectId, Request request, CancellationToken cancel)
    {
        WorkItem? summary = null;
        var occurrences = 0;
        var result = await editor.EditAsync(projectId, async scope =>
        {
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            if (request.Owner is { } owner && await people.FindAsync(owner, cancel) is not { Active: true }) throw ProblemException.Invalid("owner", "unknown_account");
            var (name, pattern, calendar) = (Fields.Name(request.Name), request.Whole(scope.Head), Fields.Calendar(request.Calendar, scope.Before));
            occurrences = pattern.Days().Count;
            var made = pattern.Task().Rows(0).Index().Select(row =>
                Occurrences.Make(scope, row.Item, row.Index == 0 ? name : Occurrences.Name(name, row.Index), calendar, editor.UtcNow)).ToList();
            foreach (var item in made) item.Owner = request.Owner;
            summary = made[0];
            summary.Recurrence = pattern;
            await scope.PlaceAllAsync([summary], request.After, cancel);
            foreach (var (at, item) in made.Skip(1).Index()) (item.Parent, item.Rank) = (summary.Id, EditScope.Gap * (at + 1));
            scope.Db.AddRange(made);
        }, cancel);
        return new RepeatAnswer(summary!.Id, occurrences, result.Moved, result.Plan.Head.Version);
    }
}
