using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Layout;
using Tandem.Scheduling;

namespace Tandem.Delivery.Pages;

/// <summary>An item of a list over several projects: its project and row.</summary>
internal sealed record ListedItem(ProjectView View, int Row)
{
    public WorkItem Item => View.Plan.Outline.Items[Row];
    public DateOnly Due => Item.Due ?? DateOnly.FromDateTime(View.Plan.Schedule.At(Row).Finish);
}

/// <summary>Something that happened in a plan lately, by the product's clock. Kind: <c>opened</c>, <c>started</c> or <c>finished</c>.</summary>
internal sealed record Happening(DateTime At, string Kind, ListedItem What);

/// <summary>What of all projects concerns the reader today; whoever has no work of their own sees everybody's.</summary>
internal sealed class TodayWork(ShellState state, ProjectReading reading)
{
    private const int Ahead = 14, Back = 14;
    private List<ProjectView>? _views;

    /// <summary>Whether the lists are the reader's own work alone.</summary>
    public bool Mine { get; private set; }

    /// <summary>Open work that is late, running, or due within two weeks; what people put first, then what is due first.</summary>
    public async Task<IReadOnlyList<ListedItem>> DueAsync()
    {
        var all = (await ViewsAsync()).SelectMany(view => PlanTotals.Work(view.Plan).Select(row => new ListedItem(view, row)))
            .Where(listed => !listed.Item.IsDone && (listed.Item.IsStarted || listed.Due <= listed.View.Today.AddDays(Ahead))).OrderBy(listed => Priorities.Order(listed.Item).Level).ThenBy(listed => listed.Due).ToList();
        var mine = all.FindAll(listed => listed.Item.Owner is { } owner && owner == state.Actor.Account);
        Mine = mine.Count > 0;
        return Mine ? mine : all;
    }

    public async Task<IReadOnlyList<ListedItem>> MilestonesAsync() =>
        [.. (await ViewsAsync()).SelectMany(view => ItemStatus.Milestones(view.Plan).Where(row => view.Plan.Progress[row].ActualFinish is null).Select(row => new ListedItem(view, row)))
            .OrderBy(listed => listed.View.Plan.Schedule.At(listed.Row).Finish)];

    /// <summary>What began, ended or was asked for by rules in the last two weeks; newest first.</summary>
    public async Task<IReadOnlyList<Happening>> LatelyAsync() => [.. (await ViewsAsync()).SelectMany(Lately).OrderByDescending(happening => happening.At)];

    private static IEnumerable<Happening> Lately(ProjectView view)
    {
        var (from, to) = (view.Today.AddDays(-Back).ToDateTime(default), view.Today.AddDays(1).ToDateTime(default));
        foreach (var listed in PlanTotals.Work(view.Plan).Select(row => new ListedItem(view, row)))
        {
            if (listed.Item.Signal is not null && Projects.ProjectClock.Wall(listed.Item.MadeAt, view.Project.Zone) is var made && Within(made)) yield return new Happening(made, "opened", listed);
            if (listed.Item.ActualStart is { } start && Within(start) && view.Plan.TypeOf(listed.Row) == ActivityType.Activity) yield return new Happening(start, "started", listed);
            if (listed.Item.ActualFinish is { } finish && Within(finish)) yield return new Happening(finish, "finished", listed);
        }

        bool Within(DateTime at) => at >= from && at < to;
    }

    private async Task<List<ProjectView>> ViewsAsync()
    {
        if (_views is not null) return _views;
        await state.ReadAsync();
        _views = [];
        foreach (var project in state.Projects)
            if (await reading.FindAsync(project.Id.ToString()) is { } view) _views.Add(view);
        return _views;
    }
}
