using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Forecasting.Rules;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Rules;

/// <summary>The target of a target rule: value in the metric's unit, how periods make it up, which way is wanted, first and last day.</summary>
internal sealed record TargetFields(decimal? Value, TargetKind? Kind, Direction? Wanted, DateOnly? From, DateOnly? To);

/// <summary>What people set of a rule, as the API and the form carry it. What is left out of a new rule takes the default; of a change, stays.</summary>
internal record RuleFields
{
    public string? Name { get; init; }
    public RuleKind? Kind { get; init; }
    public ProjectId? ProjectId { get; init; }
    public MetricId? MetricId { get; init; }
    public MetricId? ValueMetricId { get; init; }
    public string? SegmentKey { get; init; }
    public Interval? Interval { get; init; }
    public Direction? Direction { get; init; }
    public double? Open { get; init; }
    public double? Close { get; init; }
    public int? Evaluations { get; init; }
    public decimal? Minimum { get; init; }

    /// <summary>The target that a target rule watches; or, without one, <see cref="Target"/>.</summary>
    public TargetId? TargetId { get; init; }
    public TargetFields? Target { get; init; }
    public RuleAction? Action { get; init; }
    public int? Cap { get; init; }
    public int? CooldownWeeks { get; init; }
    public int? HoldOutPercent { get; init; }
    public Role? OwnerRole { get; init; }

    /// <summary>A person named instead of the role.</summary>
    public AccountId? OwnerId { get; init; }
    public int? DueDays { get; init; }
    public int? EffortDays { get; init; }
    public string? Title { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? Checklist { get; init; }
    public bool? Enabled { get; init; }

    public static RuleFields Of(Rule rule) => new()
    {
        Name = rule.Name, Kind = rule.Kind, ProjectId = rule.Project, MetricId = rule.Metric, ValueMetricId = rule.ValueMetric, SegmentKey = rule.SegmentKey,
        Interval = rule.Interval, Direction = rule.Direction, Open = rule.Open, Close = rule.Close, Evaluations = rule.Evaluations, Minimum = rule.Minimum,
        TargetId = rule.Target, Target = rule.Kind == RuleKind.Target ? new(rule.TargetValue, rule.TargetKind, rule.TargetWanted, rule.TargetFrom, rule.TargetTo) : null,
        Action = rule.Action, Cap = rule.Cap, CooldownWeeks = rule.CooldownWeeks, HoldOutPercent = rule.HoldOutPercent, OwnerRole = rule.OwnerRole, OwnerId = rule.Owner,
        DueDays = rule.DueDays, EffortDays = rule.EffortDays, Title = rule.Title, Description = rule.Description, Checklist = rule.Steps, Enabled = rule.Enabled,
    };

    /// <summary>Lays a JSON merge patch (RFC 7396) over these fields.</summary>
    /// <exception cref="JsonException">A value has another type than its field.</exception>
    public RuleFields With(JsonObject patch)
    {
        var merged = JsonSerializer.SerializeToNode(this, TandemJson.Options)!.AsObject();
        Merge(merged, patch);
        return merged.Deserialize<RuleFields>(TandemJson.Options)!;
    }

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && into[name] is JsonObject old) Merge(old, inner);
            else into[name] = value?.DeepClone();
        }
    }
}
