using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>The summary of a recurring task, how many occurrences it has, and what moved.</summary>
internal sealed record RepeatAnswer(WorkItemId Id, int Occurrences, IReadOnlyList<MovedItem> Moved, long PlanVersion);

/// <summary>Makes a recurring task: a summary with one item an occurrence, each starting no earlier than its own day, as one edit.</summary>
internal sealed class RepeatItem(PlanEditor editor, IPeople people, ActorScope actor)
{
    private const int Most = 500, LongestYears = 50, MostBetween = 999;
    private static readonly string[] Positions = ["first", "second", "third", "fourth", "last"];

    /// <param name="Name">Of the summary; its occurrences are numbered.</param>
    /// <param name="Every">day, workday (Monday to Friday), week, month or year.</param>
    /// <param name="Step">Every how many of them; 1 where left out.</param>
    /// <param name="Weekdays">Of a week: ISO weekdays, Monday 1. With <paramref name="Position"/> the one weekday of a month or year. Those of the first day where left out.</param>
    /// <param name="Day">Of a month or year: 1–31; that of the first day where left out.</param>
    /// <param name="Position">first, second, third, fourth or last such weekday of the month, in place of a day.</param>
    /// <param name="Month">Of a year: 1–12.</param>
    /// <param name="From">First day; the plan's start where left out.</param>
    /// <param name="Until">Last day, or <paramref name="Count"/> occurrences, or whichever comes first.</param>
    /// <param name="At">Time of day; 08:00 where left out.</param>
    /// <param name="Duration">Working minutes of each; a day where left out.</param>
    /// <param name="Owner">Of each.</param>
    /// <param name="After">The item below which it stands; last of all where left out.</param>
    internal sealed record Request(string? Name, string? Every, int? Step = null, IReadOnlyList<int>? Weekdays = null, int? Day = null, string? Position = null, int? Month = null, string? From = null,
        string? Until = null, int? Count = null, string? At = null, long? Duration = null, AccountId? Owner = null, WorkItemId? After = null);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/projects/{projectId}/items:repeat",
        async (ProjectId projectId, Request request, RepeatItem repeat, CancellationToken cancel) => await repeat.RunAsync(projectId, request, cancel)).WithTags("Work items");

    /// <exception cref="ProblemException">400 naming the field.</exception>
    public async Task<RepeatAnswer> RunAsync(ProjectId projectId, Request request, CancellationToken cancel)
    {
        WorkItem? summary = null;
        var occurrences = 0;
        var result = await editor.EditAsync(projectId, async scope =>
        {
            actor.Current.Require(Right.RunProject, projectId.Value, scope.Project.IsRunBy(actor.Current.Account));
            if (request.Owner is { } owner && await people.FindAsync(owner, cancel) is not { Active: true }) throw ProblemException.Invalid("owner", "unknown_account");
            var (name, days) = (Fields.Name(request.Name), TaskOf(request, scope.Head).Rows(0));
            occurrences = days.Count - 1;
            if (occurrences == 0) throw ProblemException.Invalid("every", "no_occurrence");
            if (occurrences > Most) throw ProblemException.Invalid("until", "too_many_occurrences", Most);
            var made = days.Index().Select(row => Make(scope, row.Item, row.Index == 0 ? name : $"{Short(name, row.Index)} {row.Index}", request.Owner)).ToList();
            summary = made[0];
            await scope.PlaceAllAsync([summary], request.After, cancel);
            foreach (var (at, item) in made.Skip(1).Index()) (item.Parent, item.Rank) = (summary.Id, EditScope.Gap * (at + 1));
            scope.Db.AddRange(made);
        }, cancel);
        return new RepeatAnswer(summary!.Id, occurrences, result.Moved, result.Plan.Head.Version);
    }

    private WorkItem Make(EditScope scope, Activity row, string name, AccountId? owner)
    {
        var summary = row.Type == ActivityType.Summary;
        return new WorkItem
        {
            Id = WorkItemId.New(), Workspace = scope.Project.Workspace, Project = scope.Project.Id, Number = scope.NextNumber(), Name = name, Type = row.Type, Duration = row.Duration, Constraint = row.Constraint,
            ConstraintDate = row.ConstraintDate, Owner = owner, MadeAt = editor.UtcNow, Recurring = summary, FileExtra = summary ? FileLeftover.With(null, "Task", ("Recurring", "1")) : null,
        };
    }

    private static RecurringTask TaskOf(Request request, PlanHead head)
    {
        var from = request.From is { Length: > 0 } first ? Fields.Date(first, "from") : DateOnly.FromDateTime(head.Start);
        var until = request.Until is { Length: > 0 } last ? Fields.Date(last, "until") : (DateOnly?)null;
        if (until is null && request.Count is null) throw ProblemException.Invalid("until", "until_or_count");
        if (until < from) throw ProblemException.Invalid("until", "finish_before_start");
        if (request.Count is { } count) _ = Within(count, 1, Most, "count");
        if (request.Duration is < 0 or > LongestYears * 366L * 1440) throw ProblemException.Invalid("duration", "bad_value", "duration", request.Duration);
        var at = request.At is not { Length: > 0 } text ? new TimeOnly(8, 0) : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw ProblemException.Invalid("at", "bad_value", "at", text);
        var latest = from.AddYears(LongestYears);
        return new RecurringTask(Pattern(request, from), from, until is { } end && end < latest ? end : latest, at, request.Duration ?? head.MinutesPerDay);
    }

    private static Recurrence Pattern(Request request, DateOnly from)
    {
        var step = Within(request.Step ?? 1, 1, MostBetween, "step");
        // one more than may be, so that too many are told
        var occurrences = request.Count ?? Most + 1;
        var weekdays = (request.Weekdays is { Count: > 0 } said ? said : [from.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)from.DayOfWeek]).Select(day => Within(day, 1, 7, "weekdays") % 7).ToList();
        var position = request.Position is { Length: > 0 } word ? Array.IndexOf(Positions, word) is >= 0 and var place ? place : throw ProblemException.Invalid("position", "bad_value", "position", word) : (int?)null;
        var (day, month) = (Within(request.Day ?? from.Day, 1, 31, "day"), Within(request.Month ?? from.Month, 1, 12, "month"));
        return request.Every switch
        {
            "day" => new(RecurrenceKind.EveryDays, step, Occurrences: occurrences),
            "workday" => new(RecurrenceKind.EveryWeekdays, Occurrences: occurrences),
            "week" => new(RecurrenceKind.Weekly, step, DaysOfWeek: weekdays.Aggregate(0, (bits, weekday) => bits | 1 << weekday), Occurrences: occurrences),
            "month" when position is { } at => new(RecurrenceKind.MonthlyByPosition, step, Item: weekdays[0] + 3, Position: at, Occurrences: occurrences),
            "month" => new(RecurrenceKind.MonthlyByDate, step, Day: day, Occurrences: occurrences),
            "year" when position is { } at => new(RecurrenceKind.YearlyByPosition, Item: weekdays[0] + 3, Position: at, Month: month, Occurrences: occurrences),
            "year" => new(RecurrenceKind.YearlyByDate, Month: month, Day: day, Occurrences: occurrences),
            _ => throw ProblemException.Invalid("every", request.Every is null ? "required" : "bad_value", "every", request.Every),
        };
    }

    private static int Within(int value, int least, int most, string field) => value >= least && value <= most ? value : throw ProblemException.Invalid(field, "bad_value", field, value);

    /// <summary>Leaves room for the occurrence's number.</summary>
    private static string Short(string name, int number) => name[..Math.Min(name.Length, Fields.NameLength - 1 - $"{number}".Length)];
}
