using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Layout;

/// <summary>A refusal as a page says it.</summary>
internal static class Problems
{
    public static string Say(Words words, ProblemException problem) =>
        problem.Code == "required" ? words["form.required"] : words[$"problem.{problem.Code}", [.. problem.Arguments]];

    /// <summary>The page that says it carries its status.</summary>
    public static void Answer(HttpContext http, ProblemException problem)
    {
        http.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }
}
