using Tandem.Automation.Loop;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Automation.Signals;

/// <summary>What became of a signal: result, the numbers after the work's start, the number they are held against, and how many periods the window has.</summary>
internal sealed record OutcomeAnswer(OutcomeKind Result, DateTime? At, double? Before, double? Needed, int? Window, IReadOnlyList<EvidencePoint> After);

/// <summary>A decision as the API shows it.</summary>
internal sealed record DecisionAnswer(DecisionKind Decision, string? Reason, AccountId? By, string ByName, DateTime At);

/// <summary>A signal in a list. Money in minor units of the currency.</summary>
internal record SignalItem
{
    public required SignalId Id { get; init; }
    public required string Number { get; init; }
    public required string Title { get; init; }
    public required RuleId RuleId { get; init; }
    public required string RuleName { get; init; }
    public required ProductId ProductId { get; init; }
    public required ProjectId ProjectId { get; init; }
    public required MetricId MetricId { get; init; }
    public WorkItemId? WorkItemId { get; init; }
    public string? Segment { get; init; }
    public Verdict? HeldBack { get; init; }
    public required SignalState State { get; init; }
    public required DateTime RaisedAt { get; init; }
    public DateTime? StartedAt { get; init; }
    public DateTime? ClosedAt { get; init; }
    public AccountId? Owner { get; init; }
    public string? OwnerName { get; init; }
    public required DateOnly Due { get; init; }
    public long? ExpectedLoss { get; init; }
    public string? Currency { get; init; }
    public OutcomeAnswer? Outcome { get; init; }
}

/// <summary>A signal with its frozen evidence and what was decided.</summary>
internal sealed record SignalDetail : SignalItem
{
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public SignalDetail(SignalItem item, Evidence evidence, IReadOnlyList<DecisionAnswer> decisions) : base(item) => (Evidence, Decisions) = (evidence, decisions);

    public Evidence Evidence { get; }
    public IReadOnlyList<DecisionAnswer> Decisions { get; }
}
