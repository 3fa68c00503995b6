using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Data;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Access.Audits;

/// <summary>
/// What is asked of the audit trail: by whom (an account), which kind of thing (<c>WorkItem</c>), which one, from and to (UTC dates, both included).
/// </summary>
internal sealed record AuditQuery
{
    public AccountId? Person { get; init; }
    public string? Kind { get; init; }
    public Guid? Subject { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Cursor { get; init; }
}

/// <summary>Every write of the workspace, newest first: who, what, before and after.</summary>
internal sealed class ListAudit(KernelDbContext kernel, ActorScope scope)
{
    public const int PageSize = 50;

    internal sealed record Shown(Guid Id, DateTime At, AccountId? Account, string ActorName, string ActorKind, string Action, string Subject, Guid SubjectId, string? SubjectName,
        JsonNode? Before, JsonNode? After, string? Cause);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/audit", async ([AsParameters] AuditQuery query, ListAudit feature, CancellationToken cancel) =>
        await feature.RunAsync(query, cancel)).WithTags("Audit");

    public async Task<Page<Shown>> RunAsync(AuditQuery query, CancellationToken cancel)
    {
        var rows = Rows(query);
        if (query.Cursor is not null)
        {
            if (!Guid.TryParse(query.Cursor, out var before)) throw ProblemException.Invalid("cursor", "bad_value", "cursor", query.Cursor);
            rows = rows.Where(e => e.Id.CompareTo(before) < 0);
        }
        return Page<Shown>.Of([.. (await rows.Take(PageSize + 1).ToListAsync(cancel)).Select(Of)], PageSize, e => e.Id.ToString());
    }

    /// <summary>The kinds of things there are entries of.</summary>
    public Task<List<string>> KindsAsync(CancellationToken cancel) =>
        kernel.Audit.Where(e => e.Workspace == scope.Current.Workspace).Select(e => e.Subject).Distinct().OrderBy(kind => kind).ToListAsync(cancel);

    /// <exception cref="ProblemException">403 where the role may not read it; 400 for a date that is none.</exception>
    public IQueryable<AuditEntry> Rows(AuditQuery query)
    {
        scope.Current.Require(Right.ReadAudit);
        var rows = kernel.Audit.AsNoTracking().Where(e => e.Workspace == scope.Current.Workspace);
        if (query.Person is { } person) rows = rows.Where(e => e.Account == person);
        if (!string.IsNullOrEmpty(query.Kind)) rows = rows.Where(e => e.Subject == query.Kind);
        if (query.Subject is { } subject) rows = rows.Where(e => e.SubjectId == subject);
        if (Day("from", query.From) is { } from) rows = rows.Where(e => e.At >= from);
        if (Day("to", query.To)?.AddDays(1) is { } end) rows = rows.Where(e => e.At < end);
        return rows.OrderByDescending(e => e.Id);
    }

    private static DateTime? Day(string field, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day < DateOnly.MaxValue
            ? day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : throw ProblemException.Invalid(field, "bad_date", field, text);

    private static Shown Of(AuditEntry e) => new(e.Id, DateTime.SpecifyKind(e.At, DateTimeKind.Utc), e.Account, e.ActorName, e.ActorKind, e.Action, e.Subject, e.SubjectId, e.SubjectName,
        e.Before is null ? null : JsonNode.Parse(e.Before), e.After is null ? null : JsonNode.Parse(e.After), e.Cause);
}
