using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;

namespace Tandem.Contracts.Insight;

/// <summary>How the periods of a target make the value that is held against it: they add up, the last one counts, or their mean does.</summary>
public enum Measure { Sum, Last, Mean }

/// <summary>Which side of its value a target wants.</summary>
public enum Wanted { AtLeast, AtMost }

/// <summary>
/// What a metric (or one segment of it) is to reach: <paramref name="Value"/> in the metric's unit, over whole periods from the first day to the last, both included.
/// </summary>
public sealed record TargetInfo(TargetId Id, ProductId Product, MetricId Metric, Segment? Segment, decimal Value, Measure Measure, Wanted Wanted, Interval Interval, DateOnly From, DateOnly To, AccountId? Owner);

/// <summary>Reads the targets of a product. Answered by Insight.</summary>
public interface ITargets
{
    ValueTask<IReadOnlyList<TargetInfo>> ListAsync(ProductId product, CancellationToken cancel);
}

/// <summary>A target now says something else: what rests on it follows.</summary>
public sealed record TargetChanged(TargetInfo Target) : IIntegrationEvent;

/// <summary>A target was removed.</summary>
public sealed record TargetRemoved(ProductId Product, TargetId Target) : IIntegrationEvent;
