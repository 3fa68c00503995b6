using Microsoft.EntityFrameworkCore;
using Tandem.Kernel.Searching;

namespace Tandem.Access.Accounts;

/// <summary>Finds people of the workspace by name or e-mail.</summary>
internal sealed class PeopleSearch(AccessDbContext db) : ISearch
{
    public async Task<IReadOnlyList<Found>> FindAsync(string text, int limit, CancellationToken cancel)
    {
        var like = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        var people = await (from member in db.Memberships.AsNoTracking()
                            join account in db.Accounts.AsNoTracking() on member.Account equals account.Id
                            where !account.IsService && member.Active && (EF.Functions.Like(account.Name, like, "\\") || EF.Functions.Like(account.Email!, like, "\\"))
                            orderby account.Name
                            select new { account.Id, account.Name, account.Email }).Take(limit).ToListAsync(cancel);
        return [.. people.Select(p => new Found("search.person", p.Name, p.Email, $"/settings/members#m-{p.Id}"))];
    }
}
