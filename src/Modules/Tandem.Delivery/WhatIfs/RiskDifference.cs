using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Risks;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WhatIfs;

/// <summary>A risk made or changed in the copy (kind: added, changed).</summary>
internal sealed record ChangedRisk(string Kind, string Code, string Name, IReadOnlyList<ChangedField> Fields);

/// <summary>An estimate as people give it; minutes.</summary>
internal sealed record EstimateValues(string Kind, double Low, double Likely, double High)
{
    public static EstimateValues? Of(Estimate? row) => row is null ? null : new(row.Kind, row.Low, row.Likely, row.High);
}

/// <summary>An item whose estimate the copy's people set, changed or took away: as the plan has it, as the copy has it.</summary>
internal sealed record ChangedEstimate(WorkItemId? Item, string Name, EstimateValues? Plan, EstimateValues? Copy, bool Conflict);

/// <summary>Holds risks and estimates of a copy, what they began as and the plan's against each other: risks are matched by number, estimates by their item's.</summary>
internal sealed class RiskDifference
{
    private static readonly (string Name, Func<Risk, object?> Value, Action<Risk, Risk> Bring)[] Simple =
    [
        ("name", risk => risk.Name, (to, from) => to.Name = from.Name), ("description", risk => risk.Description, (to, from) => to.Description = from.Description),
        ("probability", risk => risk.Probability, (to, from) => to.Probability = from.Probability), ("state", risk => risk.State, (to, from) => to.State = from.State),
        ("response", risk => risk.Response, (to, from) => to.Response = from.Response), ("plan", risk => risk.Plan, (to, from) => to.Plan = from.Plan), ("owner", risk => risk.Owner, (to, from) => to.Owner = from.Owner),
    ];

    private const string ImpactsField = "impacts";
    private readonly PlanDifference _items;
    private readonly Dictionary<int, Risk> _plan;

    public RiskDifference(PlanDifference items, WhatIfStart start, (IReadOnlyList<Risk> Risks, IReadOnlyList<Estimate> Estimates) copy, (IReadOnlyList<Risk> Risks, IReadOnlyList<Estimate> Estimates) plan)
    {
        _items = items;
        var before = start.Risks.ToDictionary(risk => risk.Number);
        _plan = plan.Risks.Where(risk => before.ContainsKey(risk.Number)).ToDictionary(risk => risk.Number);
        Added = [.. copy.Risks.Where(risk => !before.ContainsKey(risk.Number))];
        Changed = [.. copy.Risks.Where(risk => before.ContainsKey(risk.Number)).Select(risk => (risk, FieldsOf(before[risk.Number], risk))).Where(row => row.Item2.Count > 0)];
        var (was, own, now) = (ByNumber(start.Estimates), ByNumber(copy.Estimates), ByNumber(plan.Estimates));
        Estimates = [.. was.Keys.Union(own.Keys).Order().Where(number => was.GetValueOrDefault(number) != own.GetValueOrDefault(number) && items.InCopy(number) is not null)
            .Select(number => (number, Of(number, was.GetValueOrDefault(number), own.GetValueOrDefault(number), now.GetValueOrDefault(number))))];
    }

    public IReadOnlyList<Risk> Added { get; }
    public IReadOnlyList<(Risk Risk, IReadOnlyList<ChangedField> Fields)> Changed { get; }

    /// <summary>By the number of the item.</summary>
    public IReadOnlyList<(int Number, ChangedEstimate Change)> Estimates { get; }

    public IReadOnlyList<ChangedRisk> Risks => [.. Added.Select(risk => new ChangedRisk("added", $"R-{risk.Number}", risk.Name, [])), .. Changed.Select(row => new ChangedRisk("changed", $"R-{row.Risk.Number}", row.Risk.Name, row.Fields))];

    /// <summary>Names of risks and of items whose estimates the plan's people set otherwise meanwhile.</summary>
    public IEnumerable<string> Conflicts => Changed.Where(row => row.Fields.Any(one => one.Conflict)).Select(row => row.Risk.Name).Concat(Estimates.Where(row => row.Change.Conflict).Select(row => row.Change.Name));

    /// <summary>Puts what was changed into the plan's risks: <paramref name="own"/> are its tracked rows.</summary>
    /// <param name="own">The plan's risks.</param>
    /// <param name="add">Takes a new row.</param>
    /// <param name="ids">The plan's items by number.</param>
    /// <param name="project">The plan's project.</param>
    /// <param name="now">Real time, UTC.</param>
    public void BringRisks(IReadOnlyList<Risk> own, Action<Risk> add, IReadOnlyDictionary<int, WorkItemId> ids, ProjectId project, DateTime now)
    {
        var next = own.Count == 0 ? 1 : own.Max(risk => risk.Number) + 1;
        foreach (var (copy, fields) in Changed)
        {
            if (own.FirstOrDefault(risk => risk.Number == copy.Number) is not { } risk) continue;
            foreach (var field in Simple.Where(field => fields.Any(changed => changed.Field == field.Name))) field.Bring(risk, copy);
            if (fields.Any(changed => changed.Field == ImpactsField)) risk.Impacts = Mapped(copy, ids);
            risk.Version++;
        }
        foreach (var copy in Added)
        {
            var risk = new Risk { Id = Guid.CreateVersion7(), Workspace = copy.Workspace, Project = project, Number = next++, MadeAt = now, Impacts = Mapped(copy, ids) };
            foreach (var field in Simple) field.Bring(risk, copy);
            add(risk);
        }
    }

    private List<RiskImpactRow> Mapped(Risk copy, IReadOnlyDictionary<int, WorkItemId> ids) =>
        [.. copy.Impacts.Where(impact => _items.Find(impact.Item) is { } number && ids.ContainsKey(number)).Select(impact => impact with { Item = ids[_items.NumberOf(impact.Item)] })];

    private List<ChangedField> FieldsOf(Risk before, Risk copy)
    {
        var now = _plan.GetValueOrDefault(copy.Number);
        return [.. Simple.Select(field => (field.Name, field.Value)).Append((ImpactsField, Impacts)).Where(field => !Equals(field.Item2(before), field.Item2(copy)))
            .Select(field => new ChangedField(field.Item1, now is null ? null : field.Item2(now), field.Item2(copy), now is null || !Equals(field.Item2(now), field.Item2(before)) && !Equals(field.Item2(now), field.Item2(copy))))];
    }

    /// <summary>By numbers of items, so that impacts on a plan and on its copy are the same.</summary>
    private object? Impacts(Risk risk) => JsonSerializer.Serialize(risk.Impacts.Select(impact => new { Number = _items.Find(impact.Item), impact.Delay, impact.Cost }).Where(impact => impact.Number is not null).OrderBy(impact => impact.Number), TandemJson.Options);

    private ChangedEstimate Of(int number, EstimateValues? was, EstimateValues? copy, EstimateValues? plan)
    {
        var now = _items.InPlan(number);
        return new(now?.Id, (now ?? _items.InCopy(number))!.Name, plan, copy, now is null ? was is not null : plan != was && plan != copy);
    }

    private Dictionary<int, EstimateValues> ByNumber(IEnumerable<Estimate> rows) => rows.Where(row => _items.Find(row.Item) is not null).ToDictionary(row => _items.NumberOf(row.Item), row => EstimateValues.Of(row)!);
}
