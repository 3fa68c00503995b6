using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Wording;
using Tandem.Scheduling;

namespace Tandem.Delivery.Signals;

/// <summary>
/// A signal asks for work: one activity under the project's summary "Work from rules", start no earlier than the decision, with owner, due date and checklist, no links.
/// The signal's id keeps it one item however often the message comes.
/// </summary>
internal sealed class OpenSignalItem(DeliveryDbContext db, PlanEditor editor, IPeople people, IWorkspaces workspaces, Words words, ActorScope actor) : IHandle<SignalRaised>
{
    public async Task HandleAsync(SignalRaised message, MessageId id, CancellationToken cancel)
    {
        if (!await db.Projects.AnyAsync(project => project.Id == message.Project, cancel) || await db.Items.AnyAsync(item => item.Signal == message.Signal, cancel)) return;
        var owner = await OwnerAsync(message, cancel);
        var language = (await workspaces.FindAsync(db.CurrentWorkspace, cancel))?.Language ?? Words.Languages[0];
        actor.Cause = message.Signal.ToString();
        await editor.EditAsync(message.Project, async scope =>
        {
            scope.NotByPerson();
            var summary = Summary(scope, words.In(language, "plan.rule-work"), message.At);
            var item = Item(scope, message, owner);
            await scope.PlaceAsync(item, summary, null, last: true, cancel);
            scope.Db.Add(item);
            foreach (var (place, text) in message.Work.Checklist.Index())
                scope.Db.Add(new ChecklistItem { Id = Guid.CreateVersion7(), Workspace = item.Workspace, Project = item.Project, Item = item.Id, Place = place, Text = text });
            scope.Db.Publish(new WorkItemOpened(message.Signal, item.Id, message.Project, owner, message.Work.Due));
        }, cancel);
    }

    private static WorkItem Item(EditScope scope, SignalRaised message, AccountId? owner) => new()
    {
        Id = WorkItemId.New(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, Number = scope.NextNumber(), Name = Cut(message.Work.Title), Notes = message.Work.Description,
        Duration = (long)message.Work.WorkingDays * scope.Head.MinutesPerDay, Constraint = ConstraintType.StartNoEarlierThan, ConstraintDate = ProjectClock.Wall(message.At, scope.Project.Zone),
        State = ItemState.Ready, Owner = owner, Due = message.Work.Due, Signal = message.Signal, Rule = message.Rule, MadeAt = message.At,
    };

    private static string Cut(string title) => title.Length <= Fields.NameLength ? title : title[..Fields.NameLength];

    /// <summary>The summary for rules' work; made with the first item.</summary>
    private static WorkItemId Summary(EditScope scope, string name, DateTime at)
    {
        if (scope.Before.Rows.Items.FirstOrDefault(item => item.HoldsRuleWork) is { } known) return known.Id;
        var summary = new WorkItem
        {
            Id = WorkItemId.New(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, Number = scope.NextNumber(), Name = name, Type = ActivityType.Summary,
            Rank = scope.Before.Rows.Items.Where(item => item.Parent is null).Select(item => item.Rank).DefaultIfEmpty().Max() + EditScope.Gap, HoldsRuleWork = true, MadeAt = at,
        };
        scope.Db.Add(summary);
        return summary.Id;
    }

    /// <summary>Who the rule names, else the operations lead, else whoever runs the project.</summary>
    private async Task<AccountId?> OwnerAsync(SignalRaised message, CancellationToken cancel)
    {
        var all = (await people.ListAsync(cancel)).Where(person => person is { Active: true, IsService: false }).ToList();
        if (message.Work.Owner is { } named && all.Exists(person => person.Id == named)) return named;
        if (all.Find(person => person.Role == Role.OperationsLead) is { } lead) return lead.Id;
        return await db.Projects.Where(project => project.Id == message.Project).Select(project => project.Manager).FirstOrDefaultAsync(cancel);
    }
}
