using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Access.Workspaces;

/// <summary>A tenant: everything else belongs to one.</summary>
internal sealed class Workspace : IAudited, IVersioned
{
    public WorkspaceId Id { get; init; }
    public string Name { get; set; } = "";

    /// <summary><c>en</c> or <c>zh-CN</c>: the language of titles that rules write.</summary>
    public string Language { get; set; } = "en";
    public DayOfWeek WeekStart { get; set; } = DayOfWeek.Monday;
    public DateTime MadeAt { get; init; }
    public long Version { get; set; }

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Name;
}
