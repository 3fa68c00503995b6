using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Auditing;
using Tandem.Kernel.Web;
using Tandem.Kernel.Wording;
using Tandem.Scheduling;

namespace Tandem.Delivery.Pages;

/// <summary>One thing that happened to an item: a comment, or a change with its sentences. At is the project's wall clock.</summary>
internal sealed record HistoryEntry(DateTime At, string Who, string? Comment, IReadOnlyList<string> Changes, bool ByRule);

/// <summary>Comments and the audit trail of an item, oldest first.</summary>
internal sealed class ItemHistory(DeliveryDbContext db, Words words)
{
    private const int Most = 100;

    /// <summary>Columns that say nothing to people.</summary>
    private static readonly HashSet<string> Hidden = ["rank", "workspace", "project", "number", "madeAt", "id", "item", "place", "signal", "rule", "holdsRuleWork", "elapsed"];

    public async Task<IReadOnlyList<HistoryEntry>> OfAsync(ProjectView view, WorkItemId item, CancellationToken cancel = default)
    {
        var comments = await db.Comments.AsNoTracking().Where(comment => comment.Item == item).ToListAsync(cancel);
        var audit = await db.Set<AuditEntry>().AsNoTracking().Where(entry => entry.SubjectId == item.Value && entry.Subject != "Comment" && entry.Workspace == view.Project.Workspace)
            .OrderByDescending(entry => entry.Id).Take(Most).ToListAsync(cancel);
        return [.. comments.Select(c => new HistoryEntry(Wall(c.At), c.Author, c.Text, [], false))
            .Concat(audit.Select(entry => new HistoryEntry(Wall(entry.At), Who(entry), null, Sentences(view, entry), ByRule(entry))).Where(entry => entry.Changes.Count > 0))
            .OrderBy(entry => entry.At)];

        DateTime Wall(DateTime utc) => ProjectClock.Wall(utc, view.Project.Zone);
    }

    private string Who(AuditEntry entry) => entry.Cause == "sample" ? words["history.sample", entry.ActorName] : entry.ActorName;

    private static bool ByRule(AuditEntry entry) => Guid.TryParse(entry.Cause, out _);

    /// <summary>What an entry says; nothing for the checklist that a rule's item was made with.</summary>
    private List<string> Sentences(ProjectView view, AuditEntry entry)
    {
        if (entry.Subject == "ChecklistItem") return ByRule(entry) ? [] : [words[entry.Action == "created" ? "history.check-added" : "history.check-changed", entry.SubjectName]];
        if (entry.Action == "created") return [words["history.created"]];
        var item = view.Plan.Outline.Find(new WorkItemId(entry.SubjectId)) is { } row ? view.Plan.Outline.Items[row] : null;
        var (before, after) = (Columns(entry.Before), Columns(entry.After));
        return [.. after.Keys.Where(field => !Hidden.Contains(field)).Select(field =>
            words["history.changed", words["item.field." + field], Show(view, item, field, before.GetValueOrDefault(field)), Show(view, item, field, after[field])])];
    }

    private static Dictionary<string, JsonElement> Columns(string? json) => json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json)!;

    private string Show(ProjectView view, WorkItems.WorkItem? item, string field, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined) return "–";
        var text = value.ToString();
        return field switch
        {
            "priority" => words["item.priority." + text.ToLowerInvariant()],
            "state" => ItemStatus.State(view.Project, text, null, words),
            "column" => view.Project.States.FirstOrDefault(column => column.Key == text) is { } column ? ItemStatus.Name(column, words) : text,
            "owner" => Guid.TryParse(text, out var id) ? view.NameOf(new AccountId(id)) ?? text : text,
            "duration" or "remaining" => long.TryParse(text, out var minutes) ? item?.Elapsed == true ? Formats.Elapsed(minutes) : Formats.Duration(minutes, view.Plan.Head.MinutesPerDay) : text,
            "percentComplete" or "physicalPercentComplete" => text + "%",
            "taskType" => Enum.TryParse<TaskType>(text, true, out var type) ? words["item.taskType." + PlanWords.Of(type)] : text,
            "percentKind" => Enum.TryParse<PercentKind>(text, true, out var kind) ? words["item.percentKind." + PlanWords.Of(kind)] : text,
            "effortDriven" => words[text.Equals("true", StringComparison.OrdinalIgnoreCase) ? "item.yes" : "item.no"],
            "recurrence" => value.Deserialize<WorkItems.RepeatPattern>(TandemJson.Options) is { } pattern ? RecurrenceWords.Of(pattern, view.Today, words) : text,
            "parent" => Guid.TryParse(text, out var up) && view.Plan.Outline.Find(new WorkItemId(up)) is { } row ? view.Plan.Outline.Items[row].Name : text,
            _ => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss", null, System.Globalization.DateTimeStyles.None, out var time) ? Formats.Instant(time) : text,
        };
    }
}
