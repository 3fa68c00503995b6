using Tandem.Contracts.Ids;
using Tandem.Delivery.Baselines;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Projects;

namespace Tandem.Delivery.Pages;

/// <summary>What the parts of the budget page show; read once a request by the page itself.</summary>
internal sealed class BudgetView(ProjectReading reading, ProjectValue values, ProjectBaselines baselines, ProjectClock clock)
{
    public ProjectView Project { get; private set; } = null!;
    public ValueOfProject Value { get; private set; } = null!;
    public IReadOnlyList<BaselineInfo> Baselines { get; private set; } = [];

    /// <exception cref="Kernel.Problems.ProblemException">The baseline or date asked for is not known; then only the lists are read.</exception>
    public async Task ReadAsync(ProjectId project, string? baseline, string? date)
    {
        Project = await reading.GetAsync(project);
        Baselines = await baselines.ListAsync(Project.Plan, default);
        Value = await values.OfAsync(Project.Project, Project.Plan, GetEarnedValue.Number(baseline), GetEarnedValue.Status(date), await clock.NowAsync(Project.Project, default), default);
    }

    public string Money(decimal amount) => Kernel.Wording.Formats.Money(amount, Value.Currency);
}
