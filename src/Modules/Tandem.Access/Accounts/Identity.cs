using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Accounts;

/// <summary>ASP.NET Core Identity as this product uses it: long passwords instead of odd ones, and a pause after five wrong tries.</summary>
internal static class Identity
{
    public const int MinimumLength = 12, MaximumLength = 200, Tries = 5;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);

    public static void AddAccounts(this IServiceCollection services) => services.AddIdentityCore<Account>(options =>
    {
        options.Password.RequiredLength = MinimumLength;
        options.Password.RequireDigit = options.Password.RequireLowercase = options.Password.RequireUppercase = options.Password.RequireNonAlphanumeric = false;
        options.Password.RequiredUniqueChars = 4;
        options.Lockout.MaxFailedAccessAttempts = Tries;
        options.Lockout.DefaultLockoutTimeSpan = Pause;
        options.User.AllowedUserNameCharacters = "";
        options.User.RequireUniqueEmail = true;
    }).AddUserStore<AccountStore>();

    /// <summary>A password for a person who hasn't chosen one: 16 characters, letters and digits that can't be mistaken for each other.</summary>
    public static string RandomPassword()
    {
        const string letters = "abcdefghjkmnpqrstuvwxyz", digits = "23456789";
        return string.Join('-', Enumerable.Range(0, 3).Select(_ => RandomNumberGenerator.GetString(letters, 3) + RandomNumberGenerator.GetString(digits, 2)));
    }

    /// <exception cref="ProblemException">What Identity refused, naming the field.</exception>
    public static void Check(this IdentityResult result, string password)
    {
        if (result.Succeeded) return;
        throw result.Errors.First().Code switch
        {
            nameof(IdentityErrorDescriber.PasswordTooShort) => ProblemException.Invalid("password", "password_too_short", MinimumLength, password.Length),
            nameof(IdentityErrorDescriber.PasswordRequiresUniqueChars) => ProblemException.Invalid("password", "password_too_plain"),
            nameof(IdentityErrorDescriber.PasswordMismatch) => ProblemException.Invalid("current", "wrong_password"),
            nameof(IdentityErrorDescriber.DuplicateEmail) or nameof(IdentityErrorDescriber.DuplicateUserName) => new ProblemException(409, "email_taken", "email"),
            _ => ProblemException.Invalid("email", "bad_email"),
        };
    }
}
