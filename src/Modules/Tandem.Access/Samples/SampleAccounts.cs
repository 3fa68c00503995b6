using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Access;
using Tandem.Contracts.Samples;

namespace Tandem.Access.Samples;

internal sealed class SampleAccounts(AccessDbContext db, SampleNames names) : ISampleAccounts
{
    public async Task<IReadOnlyList<string>> LinesAsync(CancellationToken cancel)
    {
        var people = await (from member in db.Memberships.IgnoreQueryFilters().AsNoTracking()
                            join account in db.Accounts.AsNoTracking() on member.Account equals account.Id
                            join workspace in db.Workspaces.AsNoTracking() on member.Workspace equals workspace.Id
                            where account.IsDemo
                            orderby account.Id
                            select new { workspace.Language, member.Role, account.Email }).ToListAsync(cancel);
        return [.. people.Select(p => $"{names.Line(p.Language, p.Role)}  {p.Email}")];
    }
}
