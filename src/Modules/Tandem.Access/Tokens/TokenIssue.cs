using Microsoft.EntityFrameworkCore;
using Tandem.Access.Accounts;
using Tandem.Access.Members;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;

namespace Tandem.Access.Tokens;

/// <summary>What a new token is to be.</summary>
internal sealed record TokenWish(WorkspaceId Workspace, string Name, Role Role, DateTime? ExpiresAt, AccountId? MadeBy);

/// <summary>Makes a token with a service account of its own. Call it inside a write.</summary>
internal static class TokenIssue
{
    public static (ApiToken Token, string Secret) Issue(this AccessDbContext db, TokenWish wish, DateTime now)
    {
        var secret = Secrets.New("tdm_");
        var account = new Account { Id = AccountId.New(), Name = wish.Name, IsService = true, MadeAt = now };
        var token = new ApiToken
        {
            Id = TokenId.New(),
            Workspace = wish.Workspace,
            Account = account.Id,
            Name = wish.Name,
            Hint = secret[^4..],
            Hash = Secrets.Hash(secret),
            MadeBy = wish.MadeBy,
            MadeAt = now,
            ExpiresAt = wish.ExpiresAt,
        };
        db.AddRange(account, token, new Membership { Workspace = wish.Workspace, Account = account.Id, Name = wish.Name, Role = wish.Role, JoinedAt = now });
        return (token, secret);
    }
}
