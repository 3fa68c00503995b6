using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;

namespace Tandem.Contracts.Automation;

/// <summary>
/// A rule opened a signal that asks for work. Delivery opens one work item for it: under "Work from rules" of the project, start no earlier than <paramref name="At"/>.
/// Title is in the workspace's language; loss in minor units of the currency.
/// </summary>
public sealed record SignalRaised(SignalId Signal, RuleId Rule, ProductId Product, ProjectId Project, WorkTemplate Work, decimal? ExpectedLoss, DateTime At)
    : IIntegrationEvent;

/// <summary>What to open. Duration in working days; the owner is the first active account with the role, unless one is named.</summary>
public sealed record WorkTemplate(string Title, string Description, int WorkingDays, DateOnly Due, AccountId? Owner, IReadOnlyList<string> Checklist);

/// <summary>The order of the open signals of a project changed; most urgent first. A priority set by a person is never outranked.</summary>
public sealed record SignalsRanked(ProjectId Project, IReadOnlyList<SignalId> Order) : IIntegrationEvent;

/// <summary>The number was well again before anyone began: the item stays in the plan as withdrawn and counts no longer.</summary>
public sealed record SignalHealed(SignalId Signal, DateTime At) : IIntegrationEvent;

/// <summary>A person dismissed the signal: its item, if not started, is removed.</summary>
public sealed record SignalDismissed(SignalId Signal, DateTime At) : IIntegrationEvent;
