using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Delivery.Programs;

/// <summary>Projects that are steered together: one network through their links, shared resources, one finish.</summary>
internal sealed class Program : ITenanted, IAudited, IVersioned
{
    public ProgramId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public string Name { get; set; } = "";

    /// <summary>Who runs it, as a manager runs a project.</summary>
    public AccountId? Owner { get; set; }
    public DateTime MadeAt { get; init; }
    public long Version { get; set; } = 1;

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Name;

    public bool IsRunBy(AccountId? account) => account is not null && Owner == account;
}

/// <summary>A project's place in a program; a project is in one at most.</summary>
internal sealed class ProgramMember : ITenanted, IAudited
{
    public ProjectId Project { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProgramId Program { get; init; }

    Guid IAudited.AuditId => Program.Value;
}

/// <summary>The last levelling or simulation of a program, as JSON; <see cref="Plans"/> are the versions of the plans it rests on.</summary>
internal sealed class ProgramResult : ITenanted
{
    public const string Levelling = "levelling", Simulation = "simulation";

    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProgramId Program { get; init; }
    public string Kind { get; init; } = "";

    /// <summary>Real time, UTC.</summary>
    public DateTime At { get; init; }
    public string By { get; init; } = "";
    public IReadOnlyDictionary<ProjectId, long> Plans { get; init; } = new Dictionary<ProjectId, long>();
    public string Result { get; init; } = "{}";
}
