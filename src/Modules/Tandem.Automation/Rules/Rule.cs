using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Automation.Looks;
using Tandem.Automation.Loop;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Forecasting.Rules;
using Tandem.Kernel.Data;

namespace Tandem.Automation.Rules;

/// <summary>What a rule looks for: items that will sell slowly, a metric that leaves its band, a target that will be missed.</summary>
internal enum RuleKind { SlowSeller, Band, Target }

/// <summary>What a fired rule does: opens the work item at once, or asks and opens it on accept.</summary>
internal enum RuleAction { Open, Ask }

/// <summary>Watches one metric of a product, as a whole or each segment of a key, and asks a project for work.</summary>
internal sealed class Rule : ITenanted, IAudited, IVersioned
{
    public RuleId Id { get; init; } = RuleId.New();
    public WorkspaceId Workspace { get; init; }
    public ProductId Product { get; init; }
    public ProjectId Project { get; set; }
    public string Name { get; set; } = "";
    public RuleKind Kind { get; init; }
    public MetricId Metric { get; set; }

    /// <summary>Metric in money with the same segments: a slow seller's mean net price is its sum over the units'.</summary>
    public MetricId? ValueMetric { get; set; }

    /// <summary>Property whose every value is watched; null watches the whole metric.</summary>
    public string? SegmentKey { get; set; }
    public Interval Interval { get; set; } = Interval.Week;

    /// <summary>Which way is bad (band).</summary>
    public Direction Direction { get; set; }

    /// <summary>Opens at this probability, closes at or under <see cref="Close"/>.</summary>
    public double Open { get; set; } = 0.7;
    public double Close { get; set; } = 0.4;

    /// <summary>So many evaluations in a row before it opens.</summary>
    public int Evaluations { get; set; } = 2;

    /// <summary>Least expected loss in major units (slow seller), or least size of the numbers (band); 0: any.</summary>
    public decimal Minimum { get; set; }

    /// <summary>The target that the numbers below are of, which they follow; null where they are the rule's own.</summary>
    public TargetId? Target { get; set; }

    /// <summary>The one value of <see cref="SegmentKey"/> that the target is about; empty: the whole metric.</summary>
    public string TargetSegment { get; set; } = "";
    public decimal? TargetValue { get; set; }
    public TargetKind TargetKind { get; set; }
    public Direction TargetWanted { get; set; } = Direction.Up;
    public DateOnly? TargetFrom { get; set; }
    public DateOnly? TargetTo { get; set; }
    public RuleAction Action { get; set; }

    /// <summary>Most items that the owner role's team gets by rules in a week.</summary>
    public int Cap { get; set; } = 3;
    public int CooldownWeeks { get; set; } = 4;

    /// <summary>Share of low-stake signals left alone on purpose, to estimate the effect of acting; 0–50 %.</summary>
    public int HoldOutPercent { get; set; }
    public Role OwnerRole { get; set; } = Role.OperationsLead;

    /// <summary>A person named instead of the role.</summary>
    public AccountId? Owner { get; set; }

    /// <summary>Working days from the data-through date to the item's due date.</summary>
    public int DueDays { get; set; } = 10;

    /// <summary>Working days the item takes.</summary>
    public int EffortDays { get; set; } = 5;

    /// <summary>In the workspace's language, with {item}, {code} and {metric}.</summary>
    public string Title { get; set; } = "";
    public string Description { get; set; } = "";

    /// <summary>One step a line.</summary>
    public string Checklist { get; set; } = "";
    public bool Enabled { get; set; } = true;
    public long Version { get; set; } = 1;
    public DateTime MadeAt { get; init; }

    /// <summary>A removed rule keeps its row: its signals still need their definition for outcomes.</summary>
    public DateTime? DeletedAt { get; set; }

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => Name;

    public IReadOnlyList<string> Steps => Checklist.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The direction that a signal of this rule speaks of; part of its dedupe key.</summary>
    public string Way => Kind switch
    {
        RuleKind.SlowSeller => "slow",
        RuleKind.Band => Direction == Direction.Down ? "down" : "up",
        _ => TargetWanted == Direction.Up ? "short" : "over",
    };

    public string DedupeKey(string segment) => $"{Metric}|{SegmentKey}:{segment}|{Way}";

    /// <summary>Takes over what a target says.</summary>
    public void Follow(TargetInfo target)
    {
        var goal = TargetReckoning.Goal(target);
        (Target, Metric, SegmentKey, TargetSegment, Interval) = (target.Id, target.Metric, target.Segment?.Key, target.Segment?.Value ?? "", target.Interval);
        (TargetValue, TargetKind, TargetWanted, TargetFrom, TargetTo) = (target.Value, goal.Kind, goal.Wanted, target.From, target.To);
    }

    public RuleTerms Terms => new(Kind == RuleKind.Band ? BandBreach.InARow : Evaluations, Kind == RuleKind.SlowSeller ? Minimum : 0, Cap, TimeSpan.FromDays(7 * CooldownWeeks), HoldOutPercent);

    internal sealed class Mapping : IEntityTypeConfiguration<Rule>
    {
        public void Configure(EntityTypeBuilder<Rule> table)
        {
            table.ToTable("rules").HasKey(row => row.Id);
            table.HasIndex(row => row.Product);
            table.Ignore(row => row.Steps).Ignore(row => row.Way).Ignore(row => row.Terms);
        }
    }
}
