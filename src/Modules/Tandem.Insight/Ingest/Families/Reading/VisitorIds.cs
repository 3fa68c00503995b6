using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Tandem.Kernel.Verbs;

namespace Tandem.Insight.Ingest.Families.Reading;

/// <summary>
/// Ids of visitors whose client sets no cookie and sends no id (Umami, Plausible): a keyed hash of site, address and browser. Its secret is made anew each day (UTC) and the
/// old one is written over, so that nobody can be known again the next day, by us neither.
/// </summary>
internal sealed class VisitorIds(DataFolder folder, TimeProvider time)
{
    private readonly Lock _gate = new();
    private (string Day, byte[] Secret)? _today;

    /// <summary>The id of today's visitor, a UUID.</summary>
    public string Of(HttpRequest request, string site, string? address = null, string? browser = null)
    {
        var text = $"{site}\n{address ?? request.HttpContext.Connection.RemoteIpAddress?.ToString()}\n{browser ?? request.Headers.UserAgent.ToString()}";
        return new Guid(HMACSHA256.HashData(Secret(), Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)).ToString();
    }

    private byte[] Secret()
    {
        var day = time.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        lock (_gate)
        {
            if (_today is { } known && known.Day == day) return known.Secret;
            var secret = Stored(day) ?? Made(day);
            _today = (day, secret);
            return secret;
        }
    }

    /// <summary>The secret that a process before this one made today.</summary>
    private byte[]? Stored(string day) =>
        File.Exists(Path) && File.ReadAllLines(Path) is [var written, var secret] && written == day ? Convert.FromHexString(secret) : null;

    private byte[] Made(string day)
    {
        var secret = RandomNumberGenerator.GetBytes(32);
        File.WriteAllLines(Path, [day, Convert.ToHexString(secret)]);
        return secret;
    }

    private string Path => folder.File("visitors");
}
