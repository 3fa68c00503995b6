using Microsoft.AspNetCore.Identity;
using Tandem.Access.Accounts;

namespace Tandem.Access.Passwords;

internal static class SetPassword
{
    /// <summary>Gives an account a new password: its sessions end, a pause after wrong tries too. Call inside a write.</summary>
    /// <exception cref="Kernel.Problems.ProblemException">400 naming what is wrong with the password.</exception>
    public static async Task SetPasswordAsync(this UserManager<Account> users, Account account, string password, DateTime now)
    {
        await users.RemovePasswordAsync(account);
        (await users.AddPasswordAsync(account, password)).Check(password);
        (account.PasswordChangedAt, account.LockedUntil, account.FailedCount) = (now, null, 0);
    }
}
