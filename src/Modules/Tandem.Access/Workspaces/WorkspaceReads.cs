using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Workspaces;

internal sealed class WorkspaceReads(AccessDbContext db) : IWorkspaces
{
    public async ValueTask<WorkspaceInfo?> FindAsync(WorkspaceId id, CancellationToken cancel) =>
        await db.Workspaces.AsNoTracking().FirstOrDefaultAsync(w => w.Id == id, cancel) is { } workspace ? Info(workspace) : null;

    public async ValueTask<IReadOnlyList<WorkspaceInfo>> ListAsync(CancellationToken cancel) =>
        [.. (await db.Workspaces.AsNoTracking().OrderBy(w => w.Id).ToListAsync(cancel)).Select(Info)];

    private static WorkspaceInfo Info(Workspace workspace) => new(workspace.Id, workspace.Name, workspace.Language, workspace.WeekStart);
}

internal static class OldestWorkspace
{
    /// <summary>The first workspace of this installation; made where there is none. Call it inside a write.</summary>
    public static async Task<Workspace> OldestWorkspaceAsync(this AccessDbContext db, TimeProvider time, CancellationToken cancel)
    {
        if (await db.Workspaces.OrderBy(w => w.Id).FirstOrDefaultAsync(cancel) is { } oldest) return oldest;
        var made = new Workspace { Id = WorkspaceId.New(), Name = "Tandem", Language = Words.Language(CultureInfo.CurrentUICulture), MadeAt = time.GetUtcNow().UtcDateTime };
        db.Add(made);
        return made;
    }
}
