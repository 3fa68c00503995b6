using Tandem.Contracts.Ids;

namespace Tandem.Kernel.Auditing;

/// <summary>One write: who, when, what, before and after (JSON objects of the columns that changed; null where there is none).</summary>
public sealed class AuditEntry
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public WorkspaceId Workspace { get; init; }
    public DateTime At { get; init; }
    public AccountId? Account { get; init; }
    public string ActorName { get; init; } = "";
    public string ActorKind { get; init; } = "";

    /// <summary><c>created</c>, <c>changed</c> or <c>removed</c>.</summary>
    public string Action { get; init; } = "";

    /// <summary>Kind of thing: the entity's name, as <c>WorkItem</c>.</summary>
    public string Subject { get; init; } = "";
    public Guid SubjectId { get; init; }
    public string? SubjectName { get; init; }
    public string? Before { get; init; }
    public string? After { get; init; }

    /// <summary>What led to it: a signal's id, <c>sample</c>; null for a plain edit.</summary>
    public string? Cause { get; init; }
}
