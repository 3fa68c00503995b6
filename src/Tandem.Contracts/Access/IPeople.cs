using Tandem.Contracts.Ids;

namespace Tandem.Contracts.Access;

/// <summary>What an account may do in a workspace, strongest first (DESIGN "Roles").</summary>
public enum Role { Owner, Pmo, ProjectManager, OperationsLead, Member, Viewer }

/// <summary>An account as other modules see it. <paramref name="IsService"/>: made for a token, no person.</summary>
public sealed record AccountInfo(AccountId Id, string Name, string? Email, Role Role, bool Active, bool IsService);

/// <summary>Reads the accounts of the current workspace. Answered by Access.</summary>
public interface IPeople
{
    ValueTask<IReadOnlyList<AccountInfo>> ListAsync(CancellationToken cancel);

    /// <summary>Null where the workspace has no such account.</summary>
    ValueTask<AccountInfo?> FindAsync(AccountId id, CancellationToken cancel);
}

/// <summary>The current workspace's own settings. Language: <c>en</c> or <c>zh-CN</c>, used for titles that rules write.</summary>
public sealed record WorkspaceInfo(WorkspaceId Id, string Name, string Language, DayOfWeek WeekStart);

/// <summary>Answered by Access.</summary>
public interface IWorkspaces
{
    ValueTask<WorkspaceInfo?> FindAsync(WorkspaceId id, CancellationToken cancel);

    /// <summary>All workspaces of this installation, oldest first; for background work.</summary>
    ValueTask<IReadOnlyList<WorkspaceInfo>> ListAsync(CancellationToken cancel);
}
