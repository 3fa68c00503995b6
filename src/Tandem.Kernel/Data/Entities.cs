using Tandem.Contracts.Ids;

namespace Tandem.Kernel.Data;

/// <summary>A row of one workspace: every query sees the current workspace's alone.</summary>
public interface ITenanted
{
    WorkspaceId Workspace { get; }
}

/// <summary>A row whose writes go to the audit trail, with what changed, by the context itself.</summary>
public interface IAudited
{
    /// <summary>Stable id of the thing, for "history of this".</summary>
    Guid AuditId { get; }

    /// <summary>What people call it, as it is now.</summary>
    string? AuditName => null;
}

/// <summary>Keeps a column out of the audit trail: secrets, and what the program computes itself.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NotAuditedAttribute : Attribute;

/// <summary>A row that people edit. Version counts their edits (ETag, If-Match); computed columns don't touch it.</summary>
public interface IVersioned
{
    long Version { get; set; }
}
