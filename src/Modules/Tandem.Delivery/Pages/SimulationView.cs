using System.Globalization;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Delivery.Risks;
using Tandem.Kernel.Charts;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>What the parts of the simulation page show; read once a request by the page itself.</summary>
internal sealed class SimulationView(ProjectReading reading, GetSimulation simulations, IProducts products, Words words)
{
    public ProjectView Project { get; private set; } = null!;
    public GetSimulation.Answer? Last { get; private set; }
    public string? Currency { get; private set; }

    public async Task ReadAsync(ProjectId project)
    {
        Project = await reading.GetAsync(project);
        Last = await simulations.LastAsync(project, default);
        Currency = (await products.FindAsync(Project.Project.Product, default))?.Currency;
    }

    public string Date(DateTime time) => Formats.Date(DateOnly.FromDateTime(time), Project.Today);

    /// <summary>The share of runs that are done by the end of each day.</summary>
    public ChartData Cumulative(SimulationResult result)
    {
        var (sum, shares) = (0, new List<decimal?>());
        foreach (var day in result.Days) shares.Add(Math.Round((sum += day.Runs) / (decimal)result.Settings.Runs, 4));
        return new ChartData(Days(result), "day", [new ChartSeries(words["simulation.done-by"], shares)]) { Format = "percent", Lines = [new ChartLine(0.5m, "P50 " + Date(result.P50)), new ChartLine(0.8m, "P80 " + Date(result.P80))] };
    }

    public ChartData Daily(SimulationResult result) => new(Days(result), "day", [new ChartSeries(words["simulation.done-on"], [.. result.Days.Select(day => (decimal?)Math.Round(day.Runs / (decimal)result.Settings.Runs, 4))], "bar")]) { Format = "percent" };

    private static List<string> Days(SimulationResult result) => [.. result.Days.Select(day => day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))];
}
