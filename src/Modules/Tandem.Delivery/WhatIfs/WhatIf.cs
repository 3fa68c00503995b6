using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Delivery.WhatIfs;

/// <summary>
/// A copy of a plan to try things out: a project of its own that no list shows, and here what it was copied from. Items of both have the same numbers up to
/// <see cref="LastNumber"/>; what has a higher one was made since.
/// </summary>
internal sealed class WhatIf : ITenanted, IAudited
{
    /// <summary>The copy.</summary>
    public ProjectId Project { get; init; }
    public WorkspaceId Workspace { get; init; }

    /// <summary>The project whose plan was copied.</summary>
    public ProjectId Of { get; init; }
    public string Name { get; init; } = "";
    public long OfVersion { get; init; }
    public int LastNumber { get; init; }

    /// <summary>Real time, UTC.</summary>
    public DateTime MadeAt { get; init; }
    public string MadeBy { get; init; } = "";

    /// <summary><see cref="WhatIfStart"/> of the copy, packed.</summary>
    [NotAudited]
    public byte[] Rows { get; init; } = [];

    Guid IAudited.AuditId => Of.Value;
    string? IAudited.AuditName => Name;
}
