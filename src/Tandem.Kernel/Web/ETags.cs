using Microsoft.AspNetCore.Http;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Web;

/// <summary>Versions of rows as <c>ETag</c> and <c>If-Match</c>.</summary>
public static class ETags
{
    public static void Set(HttpResponse response, long version) => response.Headers.ETag = $"\"{version}\"";

    /// <exception cref="ProblemException">428 without If-Match, 412 with another version; <paramref name="who"/> names who changed it and what.</exception>
    public static void Require(HttpRequest request, long version, Func<Dictionary<string, object?>>? who = null)
    {
        var match = request.Headers.IfMatch.ToString();
        if (match.Length == 0) throw new ProblemException(428, "if_match_missing", "If-Match");
        if (match != "*" && match.Replace("W/", "", StringComparison.Ordinal).Trim('"') != version.ToString(System.Globalization.CultureInfo.InvariantCulture))
            throw new ProblemException(412, "changed_meanwhile") { More = who?.Invoke() ?? [] };
    }
}
