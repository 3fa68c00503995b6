using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Wording;
using Tandem.Scheduling;

namespace Tandem.Delivery.Pages;

/// <summary>A column of the board; Count is of all its items, Hidden of those not shown as cards.</summary>
internal sealed record BoardColumn(BoardState State, string Name, int Count, int Hidden, IReadOnlyList<BoardCard> Cards);

internal sealed record BoardCard(WorkItemId Id, long Version, int Order, string Code, string Name, string? Owner, DateOnly? Due, bool Late, bool ByRule, bool Critical, Priority? Priority, int Checked, int Checks, int Comments);

/// <summary>Puts a plan's activities and milestones on the board by <see cref="Priorities.Order"/>, then by start.</summary>
internal sealed class BoardCards(DeliveryDbContext db)
{
    private const int Most = 60;

    public async Task<IReadOnlyList<BoardColumn>> OfAsync(ProjectView view, AccountId? owner, Words words, CancellationToken cancel = default)
    {
        var project = view.Project.Id;
        var checks = (await db.Checklist.Where(entry => entry.Project == project).GroupBy(entry => entry.Item)
            .Select(item => new { item.Key, All = item.Count(), Done = item.Count(entry => entry.Done) }).ToListAsync(cancel)).ToDictionary(item => item.Key);
        var comments = (await db.Comments.Where(entry => entry.Project == project).GroupBy(entry => entry.Item).Select(item => new { item.Key, All = item.Count() }).ToListAsync(cancel))
            .ToDictionary(item => item.Key, item => item.All);
        var rows = Rows(view, owner);
        return [.. view.Project.States.Select(state => Column(state, [.. rows[state.Key]]))];

        BoardColumn Column(BoardState state, List<int> all)
        {
            // what is done longest ago is the first to be left out, else what starts last
            var shown = state.Of == ItemState.Done ? all.AsEnumerable().Reverse().Take(Most) : all.Take(Most);
            var cards = shown.Select((row, at) => Card(view, row, at, checks.GetValueOrDefault(view.Plan.Outline.Items[row].Id) is { } c ? (c.Done, c.All) : default, comments.GetValueOrDefault(view.Plan.Outline.Items[row].Id)));
            return new BoardColumn(state, ItemStatus.Name(state, words), all.Count, Math.Max(0, all.Count - Most), [.. cards]);
        }
    }

    private static ILookup<string, int> Rows(ProjectView view, AccountId? owner) => Enumerable.Range(0, view.Plan.Count)
        .Where(row => view.Plan.TypeOf(row) is not (ActivityType.Summary or ActivityType.LevelOfEffort or ActivityType.WbsSummary or ActivityType.Hammock) && !view.Plan.Outline.Items[row].Inactive && (owner is null || view.Plan.Outline.Items[row].Owner == owner))
        .OrderBy(row => Priorities.Order(view.Plan.Outline.Items[row])).ThenBy(row => view.Plan.Schedule.At(row).Start).ThenBy(row => row)
        .ToLookup(row => view.Project.ColumnOf(view.Plan.Progress[row].State, view.Plan.Outline.Items[row].Column).Key);

    private static BoardCard Card(ProjectView view, int row, int order, (int Done, int All) checks, int comments)
    {
        var item = view.Plan.Outline.Items[row];
        var due = item.Due ?? (item.Deadline is { } deadline ? DateOnly.FromDateTime(deadline) : null);
        var open = view.Plan.Progress[row].ActualFinish is null;
        return new BoardCard(item.Id, item.Version, order, view.Plan.Outline.Codes[row], item.Name, view.NameOf(item.Owner), due, open && due < view.Today, item.Signal is not null,
            open && view.Plan.Schedule.At(row).Critical, item.Priority, checks.Done, checks.All, comments);
    }
}
