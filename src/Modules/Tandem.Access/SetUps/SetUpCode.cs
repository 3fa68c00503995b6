using System.Security.Cryptography;
using System.Text;
using Tandem.Kernel.Wording;

namespace Tandem.Access.SetUps;

/// <summary>
/// The one-time code that lets a visitor from another machine make the first owner. It is printed on the program's console when such a visitor first
/// comes, and gone with the process or with the owner made.
/// </summary>
internal sealed class SetUpCode(Words words)
{
    private readonly string _code = RandomNumberGenerator.GetString("ABCDEFGHJKMNPQRSTUVWXYZ23456789", 10);
    private int _printed;

    public void Print()
    {
        if (Interlocked.Exchange(ref _printed, 1) == 0) Console.WriteLine(words["set-up.code.printed", _code]);
    }

    public bool Matches(string? typed) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes((typed ?? "").Trim().ToUpperInvariant()), Encoding.UTF8.GetBytes(_code));
}
