using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Tandem.Access.Accounts;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Sessions;

/// <summary>
/// Signs a person in by e-mail and password. Wrong e-mail, wrong password, a paused account and a deactivated one all get the same answer, after the same
/// work: whoever guesses learns nothing.
/// </summary>
internal sealed class SignInAttempt(UserManager<Account> users, IPasswordHasher<Account> hasher, FailureLimiter limiter, SessionBegin begin)
{
    private static readonly string NobodysHash = new PasswordHasher<Account>().HashPassword(new Account(), Identity.RandomPassword());

    /// <exception cref="ProblemException">400 <c>wrong_sign_in</c>; 429 <c>too_many_tries</c> with Retry-After.</exception>
    public async Task TryAsync(HttpContext http, string? email, string? password, bool stay)
    {
        var address = http.Connection.RemoteIpAddress;
        if (limiter.Take(address) is { } wait) throw new ProblemException(429, "too_many_tries", null, (wait + 59) / 60) { RetryAfter = wait };
        if (await KnownAsync(email ?? "", password ?? "") is not { } account || !await begin.BeginAsync(http, account, null, stay))
            throw new ProblemException(400, "wrong_sign_in", null, Identity.Tries, (int)Identity.Pause.TotalMinutes);
        limiter.GiveBack(address);
    }

    private async Task<Account?> KnownAsync(string email, string password)
    {
        var account = email.Length is > 0 and <= Fields.NameLength && password.Length <= Identity.MaximumLength ? await users.FindByEmailAsync(email) : null;
        if (account?.PasswordHash is null || await users.IsLockedOutAsync(account))
        {
            hasher.VerifyHashedPassword(new Account(), NobodysHash, password);
            return null;
        }
        if (await users.CheckPasswordAsync(account, password))
        {
            if (account.FailedCount > 0) await users.ResetAccessFailedCountAsync(account);
            return account;
        }
        await users.AccessFailedAsync(account);
        return null;
    }
}
