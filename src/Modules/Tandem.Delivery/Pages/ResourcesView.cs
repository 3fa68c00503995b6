using System.Globalization;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Resources;
using Tandem.Kernel.Charts;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>What the parts of the resources page show; read once a request by the page itself.</summary>
internal sealed class ResourcesView(ProjectReading reading, LevelPlan level, Words words)
{
    private const int Shown = 12;

    public ProjectView Project { get; private set; } = null!;
    public IReadOnlyList<DateOnly> Weeks { get; private set; } = [];
    public IReadOnlyList<ResourceWeeks> Resources { get; private set; } = [];
    public ResourceWeeks? Chosen { get; private set; }
    public LevelAnswer? Preview { get; private set; }

    public async Task ReadAsync(ProjectId project, string? resource, bool preview, long? maxDelayDays, bool maySplit)
    {
        Project = await reading.GetAsync(project);
        var from = GetResourceLoad.Monday(Project.Plan.Head.DataDate is { } data ? DateOnly.FromDateTime(data) : Project.Today);
        Weeks = [.. Enumerable.Range(0, Shown).Select(week => from.AddDays(7 * week))];
        Resources = ResourceLoad.Of(Project.Plan, from, Shown);
        Chosen = Resources.FirstOrDefault(row => row.Uid.ToString(CultureInfo.InvariantCulture) == resource) ?? Resources.OrderByDescending(row => row.Over).ThenByDescending(row => row.Load.Sum()).FirstOrDefault();
        if (preview) Preview = await level.RunAsync(project, new(maxDelayDays * Project.Plan.Head.MinutesPerDay, maySplit, null, false, null), default);
    }

    /// <summary>Hours a week of one resource beside its capacity.</summary>
    public ChartData Chart(ResourceWeeks resource) => new([.. Weeks.Select(week => week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))], "week",
        [new ChartSeries(words["resources.load"], Hours(resource.Load), "bar"), new ChartSeries(words["resources.capacity"], Hours(resource.Capacity))]) { Unit = words["resources.hours"] };

    public string Name(WorkItemId item) => Project.Plan.Outline.Find(item) is { } row ? $"{Project.Plan.Outline.Codes[row]} {Project.Plan.Outline.Items[row].Name}" : "–";

    private static List<decimal?> Hours(IReadOnlyList<long> minutes) => [.. minutes.Select(value => (decimal?)Math.Round(value / 60m, 1))];
}
