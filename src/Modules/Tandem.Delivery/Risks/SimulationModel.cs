using Tandem.Delivery.Costs;
using Tandem.Delivery.Plans;
using Tandem.Scheduling.Risk;

namespace Tandem.Delivery.Risks;

/// <summary>The engine's model of a project: its plan, what of it is estimated, its open risks and what its rows cost a minute.</summary>
internal sealed class SimulationModel
{
    public SimulationModel(PlanSnapshot plan, IReadOnlyList<Risk> risks, IReadOnlyList<Estimate> estimates, SimulationSettings settings)
    {
        Risks = risks;
        var durations = estimates.Where(row => plan.Outline.Find(row.Item) is { } at && plan.Outline.Items[at].ActualFinish is null && !plan.Outline.HasChildren(at)).Select(row => new UncertainDuration(Key(plan, row.Item), row.Distribution)).ToList();
        Model = new RiskModel
        {
            Plan = plan.Alone, Durations = durations, Risks = [.. risks.Select((risk, at) => new RiskEvent(at, risk.Name, risk.Probability, [.. risk.Impacts.Where(impact => plan.Outline.Find(impact.Item) is not null).Select(impact => Impact(plan, impact))]))],
            Target = settings.Target is { } target ? Key(plan, target) : null, Correlations = settings.Correlation > 0 && durations.Count > 1 ? [new CorrelationGroup(settings.Correlation, [.. durations.Select(d => d.Activity)])] : [], Costs = Costs(plan),
            Branches = [.. (settings.Branches ?? []).Select(branch => new Branch([.. branch.Ways.Select(way => new BranchAlternative(way.Probability, Keys(plan, way.Items)))]))],
            Conditions = [.. (settings.Conditions ?? []).Select(condition => new Condition(Key(plan, condition.Watched), condition.After, Keys(plan, condition.Late), Keys(plan, condition.OnTime)))],
        };
    }

    public RiskModel Model { get; }

    /// <summary>In the order of the model's risks; their keys are places in this list.</summary>
    public IReadOnlyList<Risk> Risks { get; }

    private static RiskImpact Impact(PlanSnapshot plan, RiskImpactRow row) => new(Key(plan, row.Item), row.Delay is { } delay ? Of(delay) : null, null, row.Cost is { } cost ? Of(cost) : null);

    private static Distribution Of(ThreeValues values) => values.Low == values.High ? new Certain(values.Low) : new Triangular(values.Low, values.Likely, values.High);

    /// <summary>What costs by rates costs with every minute; what is due at the start or the finish doesn't.</summary>
    private static List<ActivityCost> Costs(PlanSnapshot plan)
    {
        var (costs, all) = (new PlanCosts(plan), new List<ActivityCost>());
        for (var row = 0; row < plan.Count; row++)
        {
            var item = plan.Outline.Items[row];
            if (plan.Outline.HasChildren(row) || item.Inactive) continue;
            var cost = costs.Planned(row);
            if (cost == default) continue;
            var perMinute = item.Duration > 0 ? (double)cost.Prorated / item.Duration : 0;
            all.Add(new ActivityCost(item.Number, (double)(cost.AtStart + cost.AtFinish + (item.Duration > 0 ? 0 : cost.Prorated)), perMinute));
        }
        return all;
    }

    private static IReadOnlyList<int> Keys(PlanSnapshot plan, IReadOnlyList<Contracts.Ids.WorkItemId> items) => [.. items.Select(item => Key(plan, item))];

    private static int Key(PlanSnapshot plan, Contracts.Ids.WorkItemId item) => plan.Outline.Items[plan.Outline.Find(item)!.Value].Number;
}
