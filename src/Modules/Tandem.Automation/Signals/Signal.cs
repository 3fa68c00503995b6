using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Automation.Loop;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Signals;

/// <summary>Where a signal stands at a moment.</summary>
internal enum SignalState { HeldBack, ToDecide, Snoozed, Open, InWork, Watching, Recovered, NotRecovered, Healed, Dismissed, Merged, Lapsed }

/// <summary>
/// One episode of a metric that needs work, from first notice to proof of recovery. All moments are the product's clock's, so that any past week can be shown as it was.
/// </summary>
internal sealed class Signal : ITenanted, IAudited
{
    public SignalId Id { get; init; } = SignalId.New();
    public WorkspaceId Workspace { get; init; }

    /// <summary>S-1, S-2, … in a workspace.</summary>
    public int Number { get; init; }
    public RuleId Rule { get; init; }
    public long RuleVersion { get; set; }
    public ProductId Product { get; init; }
    public ProjectId Project { get; set; }
    public MetricId Metric { get; init; }

    /// <summary>Value of the rule's segment key; empty for a whole metric.</summary>
    public string Segment { get; init; } = "";

    /// <summary>Metric, segment and direction: at most one open episode each.</summary>
    public string DedupeKey { get; init; } = "";

    /// <summary>The work item's title, in the workspace's language.</summary>
    public string Title { get; set; } = "";
    public bool Asks { get; init; }
    public DateTime RaisedAt { get; init; }
    public Verdict? HeldBack { get; set; }

    /// <summary>When a held-back signal was let through; equal to <see cref="RaisedAt"/> for one that never was held.</summary>
    public DateTime? ReleasedAt { get; set; }
    public DateTime? AcceptedAt { get; set; }
    public DateTime? SnoozedUntil { get; set; }
    public WorkItemId? WorkItem { get; set; }
    public DateTime? OpenedAt { get; set; }
    public DateTime? StartedAt { get; set; }
    public DateTime? FinishedAt { get; set; }
    public DateTime? ClosedAt { get; set; }
    public SignalId? MergedInto { get; set; }
    public OutcomeKind? Outcome { get; set; }

    [NotAudited]
    public string? OutcomeJson { get; set; }
    public AccountId? Owner { get; set; }
    public DateOnly Due { get; set; }

    /// <summary>In minor units of the currency; null where unknown.</summary>
    public long? ExpectedLoss { get; set; }
    public string? Currency { get; init; }

    [NotAudited]
    public string EvidenceJson { get; set; } = "{}";

    Guid IAudited.AuditId => Id.Value;
    string? IAudited.AuditName => $"S-{Number} {Title}";

    public Evidence Evidence
    {
        get => JsonSerializer.Deserialize<Evidence>(EvidenceJson, TandemJson.Options)!;
        set => EvidenceJson = JsonSerializer.Serialize(value, TandemJson.Options);
    }

    public OutcomeNumbers? OutcomeNumbers
    {
        get => OutcomeJson is null ? null : JsonSerializer.Deserialize<OutcomeNumbers>(OutcomeJson, TandemJson.Options);
        set => OutcomeJson = JsonSerializer.Serialize(value, TandemJson.Options);
    }

    /// <summary>Why it made no work as of a moment; null where nothing held it.</summary>
    public Verdict? HeldAt(DateTime now) => ReleasedAt <= now ? null : HeldBack;

    public SignalState StateAt(DateTime now)
    {
        if (ClosedAt <= now) return Ended;
        if (HeldAt(now) is not null) return SignalState.HeldBack;
        if (FinishedAt <= now) return SignalState.Watching;
        if (StartedAt <= now) return SignalState.InWork;
        if (SnoozedUntil > now) return SignalState.Snoozed;
        return Asks && !(AcceptedAt <= now) ? SignalState.ToDecide : SignalState.Open;
    }

    /// <summary>The outcome as it was known at a moment: unclear from the start of the work to the end of the window.</summary>
    public OutcomeKind? OutcomeAt(DateTime now) => ClosedAt <= now ? Outcome : StartedAt <= now ? OutcomeKind.Unclear : null;

    public bool IsOpen => ClosedAt is null;

    public void Close(OutcomeKind? outcome, DateTime now)
    {
        Outcome = outcome;
        ClosedAt = now;
    }

    private SignalState Ended => MergedInto is not null ? SignalState.Merged : Outcome switch
    {
        OutcomeKind.Recovered => SignalState.Recovered,
        OutcomeKind.NotRecovered => SignalState.NotRecovered,
        OutcomeKind.Healed => SignalState.Healed,
        OutcomeKind.Dismissed => SignalState.Dismissed,
        _ => SignalState.Lapsed,
    };

    internal sealed class Mapping : IEntityTypeConfiguration<Signal>
    {
        public void Configure(EntityTypeBuilder<Signal> table)
        {
            table.ToTable("signals").HasKey(row => row.Id);
            table.HasIndex(row => new { row.Product, row.DedupeKey }).IsUnique().HasFilter("\"ClosedAt\" IS NULL");
            table.HasIndex(row => new { row.Workspace, row.RaisedAt });
            table.HasIndex(row => row.WorkItem);
            table.HasIndex(row => row.Rule);
            table.Ignore(row => row.Evidence).Ignore(row => row.OutcomeNumbers).Ignore(row => row.IsOpen);
        }
    }
}
