using Microsoft.EntityFrameworkCore;
using Tandem.Access.Members;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;

namespace Tandem.Access.Accounts;

internal sealed class People(AccessDbContext db) : IPeople
{
    public async ValueTask<IReadOnlyList<AccountInfo>> ListAsync(CancellationToken cancel) => await Infos(db.Memberships).ToListAsync(cancel);

    public async ValueTask<AccountInfo?> FindAsync(AccountId id, CancellationToken cancel) =>
        await Infos(db.Memberships.Where(m => m.Account == id)).FirstOrDefaultAsync(cancel);

    private IQueryable<AccountInfo> Infos(IQueryable<Membership> members) =>
        from member in members.AsNoTracking()
        join account in db.Accounts.AsNoTracking() on member.Account equals account.Id
        orderby account.Id
        select new AccountInfo(account.Id, account.Name, account.Email, member.Role, member.Active, account.IsService);
}
