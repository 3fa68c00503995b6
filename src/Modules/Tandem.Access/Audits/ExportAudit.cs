using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Kernel.Auditing;

namespace Tandem.Access.Audits;

/// <summary>The audit trail as CSV, streamed: as many rows as there are.</summary>
internal static class ExportAudit
{
    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/audit:export", ([AsParameters] AuditQuery query, ListAudit list) =>
    {
        var rows = list.Rows(query);
        return TypedResults.Stream(stream => WriteAsync(rows, stream), "text/csv; charset=utf-8", "audit.csv");
    }).WithTags("Audit");

    private static async Task WriteAsync(IQueryable<AuditEntry> rows, Stream stream)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await writer.WriteLineAsync("at,actor,actor_kind,action,kind,id,name,before,after,cause");
        await foreach (var e in rows.AsAsyncEnumerable())
            await writer.WriteLineAsync(string.Join(',', new[]
            {
                e.At.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture), e.ActorName, e.ActorKind, e.Action, e.Subject, e.SubjectId.ToString(), e.SubjectName, e.Before, e.After, e.Cause,
            }.Select(Cell)));
    }

    /// <summary>A text that a spreadsheet would run as a formula is shown as text.</summary>
    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";
        var text = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + value : value;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
