using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;
using Tandem.Kernel.Wording;

namespace Tandem.Kernel.Problems;

/// <summary>Turns what was thrown into <c>application/problem+json</c> in the reader's language. Anything unforeseen is a 500 that says nothing of its inside.</summary>
public sealed class ProblemHandler(Words words, ILogger<ProblemHandler> log) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancel)
    {
        if (http.RequestAborted.IsCancellationRequested) return true;
        var problem = Of(exception);
        if (problem.Status >= 500) log.LogError(exception, "{Method} {Path} failed", http.Request.Method, http.Request.Path);
        if (!http.Request.Path.StartsWithSegments("/api") && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.Ordinal)) return false;
        await WriteAsync(http, words, problem, cancel);
        return true;
    }

    public static async Task WriteAsync(HttpContext http, Words words, ProblemException problem, CancellationToken cancel)
    {
        var details = new ProblemDetails
        {
            Type = $"/problems/{problem.Code}",
            Title = words[$"problem.status.{problem.Status}"],
            Status = problem.Status,
            Detail = words[$"problem.{problem.Code}", [.. problem.Arguments]],
            Extensions = { ["code"] = problem.Code },
        };
        if (problem.Field is not null) details.Extensions["field"] = problem.Field;
        foreach (var (name, value) in problem.More) details.Extensions[name] = value;
        http.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds) http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        await http.Response.WriteAsJsonAsync(details, (JsonSerializerOptions?)null, "application/problem+json", cancel);
    }

    private static ProblemException Of(Exception exception) => exception switch
    {
        ProblemException problem => problem,
        BadHttpRequestException { StatusCode: 413 } => new(413, "too_large"),
        BadHttpRequestException { InnerException: JsonException json } => new(400, "bad_json", Field(json), (json.LineNumber ?? 0) + 1, json.Path ?? "$"),
        BadHttpRequestException bad => new(bad.StatusCode, "bad_request"),
        JsonException json => new(400, "bad_json", Field(json), (json.LineNumber ?? 0) + 1, json.Path ?? "$"),
        _ => new(500, "unexpected"),
    };

    private static string? Field(JsonException json) => json.Path is { Length: > 2 } path && path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : null;
}
