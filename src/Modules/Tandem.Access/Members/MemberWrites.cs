using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Members;

/// <summary>What every write of a membership rests on. Call inside the write.</summary>
internal static class MemberWrites
{
    /// <exception cref="ProblemException">404 where the workspace has no such person.</exception>
    public static async Task<Membership> PersonAsync(this AccessDbContext db, AccountId id, CancellationToken cancel) =>
        await db.Memberships.Include(m => m.Grants).FirstOrDefaultAsync(m => m.Account == id && db.Accounts.Any(a => a.Id == id && !a.IsService), cancel) ?? throw ProblemException.NotFound();

    /// <summary>A workspace without a person who owns it could not be led any more.</summary>
    public static async Task KeepAnOwnerAsync(this AccessDbContext db, Membership leaving, CancellationToken cancel)
    {
        var others = await db.Memberships.AnyAsync(m => m.Active && m.Role == Role.Owner && m.Account != leaving.Account && db.Accounts.Any(a => a.Id == m.Account && !a.IsService), cancel);
        if (!others) throw new ProblemException(409, "last_owner", "role");
    }

    /// <summary>Who changed a thing last, when and what: for whoever comes with an old version.</summary>
    public static async Task<Dictionary<string, object?>> LastEditAsync(this AccessDbContext db, Guid subject, CancellationToken cancel)
    {
        var last = await db.Set<AuditEntry>().AsNoTracking().Where(e => e.SubjectId == subject && e.Workspace == db.CurrentWorkspace).OrderByDescending(e => e.Id).FirstOrDefaultAsync(cancel);
        return last is null ? [] : new() { ["by"] = last.ActorName, ["at"] = last.At, ["before"] = last.Before, ["after"] = last.After };
    }
}
