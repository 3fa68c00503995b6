using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;

namespace Tandem.Contracts.Delivery;

/// <summary>A project as other modules see it. Zone is an IANA id.</summary>
public sealed record ProjectInfo(ProjectId Id, string Name, ProductId Product, AccountId? Manager, string Zone);

/// <summary>Reads the projects of the current workspace. Answered by Delivery.</summary>
public interface IProjects
{
    ValueTask<IReadOnlyList<ProjectInfo>> ListAsync(CancellationToken cancel);

    ValueTask<ProjectInfo?> FindAsync(ProjectId id, CancellationToken cancel);
}

/// <summary>A work item as other modules see it; plan times are the project's wall clock.</summary>
public sealed record WorkItemInfo(WorkItemId Id, ProjectId Project, string Name, string State, AccountId? Owner, DateOnly? Due, DateTime? Start, DateTime? Finish,
    DateTime? ActualStart, DateTime? ActualFinish);

/// <summary>Reads work items of the current workspace. Answered by Delivery.</summary>
public interface IWorkItems
{
    /// <summary>Those of the ids that exist.</summary>
    Task<IReadOnlyList<WorkItemInfo>> FindAsync(IReadOnlyCollection<WorkItemId> ids, CancellationToken cancel);
}

/// <summary>Delivery opened the item that a signal asked for.</summary>
public sealed record WorkItemOpened(SignalId Signal, WorkItemId Item, ProjectId Project, AccountId? Owner, DateOnly Due) : IIntegrationEvent;

/// <summary>An item that came from a signal was started, finished or put back; dates are the project's wall clock, null where not reached.</summary>
public sealed record WorkItemProgressed(WorkItemId Item, SignalId Signal, DateTime? ActualStart, DateTime? ActualFinish, DateTime At) : IIntegrationEvent;

/// <summary>An item that came from a signal was removed by a person.</summary>
public sealed record WorkItemRemoved(WorkItemId Item, SignalId Signal, DateTime At) : IIntegrationEvent;

/// <summary>A plan's dates were computed anew; version counts the plan's changes.</summary>
public sealed record PlanRescheduled(ProjectId Project, long Version, int Moved) : IIntegrationEvent;
