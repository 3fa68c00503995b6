using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;

namespace Tandem.Access.Accounts;

/// <summary>Where ASP.NET Core Identity keeps accounts: in this module's context, written through its lane. The e-mail is the user name.</summary>
internal sealed class AccountStore(AccessDbContext db)
    : IUserPasswordStore<Account>, IUserEmailStore<Account>, IUserLockoutStore<Account>, IUserSecurityStampStore<Account>
{
    public async Task<IdentityResult> CreateAsync(Account user, CancellationToken cancel)
    {
        db.Add(user);
        await db.SaveChangesAsync(cancel);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> UpdateAsync(Account user, CancellationToken cancel)
    {
        await db.SaveChangesAsync(cancel);
        return IdentityResult.Success;
    }

    public async Task<IdentityResult> DeleteAsync(Account user, CancellationToken cancel)
    {
        db.Remove(user);
        await db.SaveChangesAsync(cancel);
        return IdentityResult.Success;
    }

    public async Task<Account?> FindByIdAsync(string userId, CancellationToken cancel) =>
        Guid.TryParse(userId, out var id) ? await db.Accounts.FirstOrDefaultAsync(a => a.Id == new AccountId(id), cancel) : null;

    public Task<Account?> FindByNameAsync(string normalizedUserName, CancellationToken cancel) => FindByEmailAsync(normalizedUserName, cancel);

    public Task<Account?> FindByEmailAsync(string normalizedEmail, CancellationToken cancel) =>
        db.Accounts.FirstOrDefaultAsync(a => a.NormalizedEmail == normalizedEmail, cancel);

    public Task<string> GetUserIdAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Id.ToString());
    public Task<string?> GetUserNameAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Email);
    public Task<string?> GetNormalizedUserNameAsync(Account user, CancellationToken cancel) => Task.FromResult(user.NormalizedEmail);
    public Task<string?> GetEmailAsync(Account user, CancellationToken cancel) => Task.FromResult(user.Email);
    public Task<string?> GetNormalizedEmailAsync(Account user, CancellationToken cancel) => Task.FromResult(user.NormalizedEmail);
    public Task<bool> GetEmailConfirmedAsync(Account user, CancellationToken cancel) => Task.FromResult(true);
    public Task<string?> GetPasswordHashAsync(Account user, CancellationToken cancel) => Task.FromResult(user.PasswordHash);
    public Task<bool> HasPasswordAsync(Account user, CancellationToken cancel) => Task.FromResult(user.PasswordHash is not null);
    public Task<string?> GetSecurityStampAsync(Account user, CancellationToken cancel) => Task.FromResult<string?>(user.SecurityStamp);
    public Task<bool> GetLockoutEnabledAsync(Account user, CancellationToken cancel) => Task.FromResult(true);
    public Task<int> GetAccessFailedCountAsync(Account user, CancellationToken cancel) => Task.FromResult(user.FailedCount);

    public Task<DateTimeOffset?> GetLockoutEndDateAsync(Account user, CancellationToken cancel) =>
        Task.FromResult<DateTimeOffset?>(user.LockedUntil is { } until ? new DateTimeOffset(until, TimeSpan.Zero) : null);

    public Task SetUserNameAsync(Account user, string? userName, CancellationToken cancel) => SetEmailAsync(user, userName, cancel);
    public Task SetNormalizedUserNameAsync(Account user, string? normalizedName, CancellationToken cancel) => SetNormalizedEmailAsync(user, normalizedName, cancel);
    public Task SetEmailAsync(Account user, string? email, CancellationToken cancel) => Done(() => user.Email = email);
    public Task SetNormalizedEmailAsync(Account user, string? normalizedEmail, CancellationToken cancel) => Done(() => user.NormalizedEmail = normalizedEmail);
    public Task SetEmailConfirmedAsync(Account user, bool confirmed, CancellationToken cancel) => Task.CompletedTask;
    public Task SetPasswordHashAsync(Account user, string? passwordHash, CancellationToken cancel) => Done(() => user.PasswordHash = passwordHash);
    public Task SetSecurityStampAsync(Account user, string stamp, CancellationToken cancel) => Done(() => user.SecurityStamp = stamp);
    public Task SetLockoutEnabledAsync(Account user, bool enabled, CancellationToken cancel) => Task.CompletedTask;
    public Task SetLockoutEndDateAsync(Account user, DateTimeOffset? lockoutEnd, CancellationToken cancel) => Done(() => user.LockedUntil = lockoutEnd?.UtcDateTime);
    public Task ResetAccessFailedCountAsync(Account user, CancellationToken cancel) => Done(() => user.FailedCount = 0);
    public Task<int> IncrementAccessFailedCountAsync(Account user, CancellationToken cancel) => Task.FromResult(++user.FailedCount);

    public void Dispose() { }

    private static Task Done(Action change)
    {
        change();
        return Task.CompletedTask;
    }
}
