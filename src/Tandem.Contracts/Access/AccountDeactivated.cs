using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;

namespace Tandem.Contracts.Access;

/// <summary>
/// An account may no longer work in the workspace. Modules give what it owns (open items, projects, products, metrics, rules) to
/// <paramref name="HandOverTo"/>, or leave it without owner where that is null; what is finished keeps its name.
/// </summary>
public sealed record AccountDeactivated(AccountId Account, AccountId? HandOverTo) : IIntegrationEvent;
