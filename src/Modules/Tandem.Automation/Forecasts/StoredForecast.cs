using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Forecasts;

/// <summary>A metric's forecast as it was made at the close of a period; kept, so that every past week shows what was forecast then.</summary>
internal sealed class StoredForecast : ITenanted
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public WorkspaceId Workspace { get; init; }
    public ProductId Product { get; init; }
    public MetricId Metric { get; init; }

    /// <summary>The version of the metric's definition that was forecast: another definition has other numbers.</summary>
    public int MetricVersion { get; init; }
    public Interval Interval { get; init; }
    public DateTime DataThrough { get; init; }
    public string Model { get; set; } = "";
    public string Quality { get; set; } = "";
    public double? BacktestError { get; set; }
    public double? Coverage80 { get; set; }
    public string PointsJson { get; set; } = "[]";

    public MetricForecast Read() =>
        new(Metric, null, Interval, DataThrough, Model, Quality, BacktestError, Coverage80, JsonSerializer.Deserialize<ForecastPoint[]>(PointsJson, TandemJson.Options)!);

    public void Set(MetricForecast made)
    {
        (Model, Quality, BacktestError, Coverage80) = (made.Model, made.Quality, made.BacktestError, made.Coverage80);
        PointsJson = JsonSerializer.Serialize(made.Points, TandemJson.Options);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<StoredForecast>
    {
        public void Configure(EntityTypeBuilder<StoredForecast> table)
        {
            table.ToTable("forecasts").HasKey(row => row.Id);
            table.HasIndex(row => new { row.Product, row.Metric, row.MetricVersion, row.Interval, row.DataThrough }).IsUnique();
        }
    }
}
