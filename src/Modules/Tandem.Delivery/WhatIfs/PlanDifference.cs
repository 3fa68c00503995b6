using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WhatIfs;

/// <summary>A value in the plan and in the copy.</summary>
internal sealed record Both<T>(T Plan, T Copy);

/// <summary>An item of the plan (or, where it was added, of the copy).</summary>
internal sealed record DifferentItem(WorkItemId Id, int Number, string Wbs, string Name);

internal sealed record MovedDates(WorkItemId Id, string Wbs, string Name, [property: JsonConverter(typeof(WallTime))] DateTime PlanStart, [property: JsonConverter(typeof(WallTime))] DateTime CopyStart,
    [property: JsonConverter(typeof(WallTime))] DateTime PlanFinish, [property: JsonConverter(typeof(WallTime))] DateTime CopyFinish);

/// <summary>A field that the copy's people changed: as the plan has it, as the copy has it. Conflict: the plan's people changed it too.</summary>
internal sealed record ChangedField(string Field, object? Plan, object? Copy, bool Conflict);

internal sealed record ChangedItem(WorkItemId Id, string Wbs, string Name, IReadOnlyList<ChangedField> Fields);

/// <summary>A link that one of the two has alone, or with another lag (kind: added, removed, changed).</summary>
internal sealed record ChangedLink(string Kind, string From, string To, string Type, double Lag, string LagUnit);

/// <summary>What was done in a what-if copy since it was made, against the plan as it is now.</summary>
internal sealed record DifferenceAnswer(string Name, long PlanVersion, Both<WallDate> Finish, Both<decimal> Cost, IReadOnlyList<DifferentItem> Added, IReadOnlyList<DifferentItem> Removed,
    IReadOnlyList<ChangedItem> Changed, IReadOnlyList<MovedDates> Moved, IReadOnlyList<ChangedLink> Links, IReadOnlyList<ChangedAssignment> Assignments, IReadOnlyList<ChangedRisk> Risks, IReadOnlyList<ChangedEstimate> Estimates,
    IReadOnlyList<string> Conflicts);

internal sealed record WallDate([property: JsonConverter(typeof(WallTime))] DateTime At);

/// <summary>Holds a copy, what it began as and the plan against each other; items are matched by number.</summary>
internal sealed class PlanDifference
{
    /// <summary>What is not an edit of the row itself. Place and parent are matched by number.</summary>
    private static readonly HashSet<string> Apart = [nameof(WorkItem.Id), nameof(WorkItem.Workspace), nameof(WorkItem.Project), nameof(WorkItem.Number), nameof(WorkItem.Parent), nameof(WorkItem.Signal), nameof(WorkItem.Rule),
        nameof(WorkItem.HoldsRuleWork), nameof(WorkItem.SignalRank), nameof(WorkItem.MadeAt), nameof(WorkItem.Version), nameof(WorkItem.Uid),
        nameof(WorkItem.Code), nameof(WorkItem.Baselines), nameof(WorkItem.Custom), nameof(WorkItem.FileExtra)];

    private readonly WhatIf _whatIf;
    private readonly IProperty[] _fields;
    private readonly Dictionary<int, WorkItem> _before, _copy, _plan;
    private readonly Dictionary<WorkItemId, int> _numbers;

    public PlanDifference(IModel model, WhatIf whatIf, PlanRows before, PlanSnapshot copy, PlanSnapshot plan)
    {
        (_whatIf, Copy, Plan) = (whatIf, copy, plan);
        _fields = [.. model.FindEntityType(typeof(WorkItem))!.GetProperties().Where(property => !Apart.Contains(property.Name))];
        _before = before.Items.ToDictionary(item => item.Number);
        _copy = copy.Rows.Items.ToDictionary(item => item.Number);
        _plan = plan.Rows.Items.Where(item => item.Number <= whatIf.LastNumber).ToDictionary(item => item.Number);
        _numbers = before.Items.Concat(copy.Rows.Items).Concat(plan.Rows.Items).DistinctBy(item => item.Id).ToDictionary(item => item.Id, item => item.Number);
        Added = [.. copy.Rows.Items.Where(item => !_before.ContainsKey(item.Number)).OrderBy(item => item.Number)];
        Removed = [.. _before.Values.Where(item => !_copy.ContainsKey(item.Number) && _plan.ContainsKey(item.Number)).Select(item => _plan[item.Number])];
        Changed = [.. _copy.Values.Where(item => _before.ContainsKey(item.Number)).Select(item => (item, FieldsOf(item))).Where(row => row.Item2.Count > 0)];
        Links = LinksOf(before.Links, copy.Rows.Links);
    }

    public PlanSnapshot Copy { get; }
    public PlanSnapshot Plan { get; }

    /// <summary>Items made in the copy.</summary>
    public IReadOnlyList<WorkItem> Added { get; }

    /// <summary>Items of the plan that the copy has no more.</summary>
    public IReadOnlyList<WorkItem> Removed { get; }

    /// <summary>Items of the copy with the fields edited there.</summary>
    public IReadOnlyList<(WorkItem Item, IReadOnlyList<IProperty> Fields)> Changed { get; }

    /// <summary>Links made, removed or given another lag in the copy, by numbers of their items; the copy's where it has it.</summary>
    public IReadOnlyList<(string Kind, int From, int To, Link Link)> Links { get; }

    public int NumberOf(WorkItemId id) => _numbers[id];

    /// <summary>The number of an item of the plan, the copy or what that began as; null where none of them has it.</summary>
    public int? Find(WorkItemId id) => _numbers.TryGetValue(id, out var number) ? number : null;

    public int? ParentOf(WorkItem item) => item.Parent is { } up ? _numbers[up] : null;

    /// <summary>The plan's item of a number; null where it is gone from the plan or was made since.</summary>
    public WorkItem? InPlan(int number) => _plan.GetValueOrDefault(number);

    /// <summary>Whether the copy began with an item of this number.</summary>
    public bool IsOfBefore(int number) => _before.ContainsKey(number);

    public WorkItem? InCopy(int number) => _copy.GetValueOrDefault(number);

    public bool ParentChanged(WorkItem item) => ParentOf(item) != ParentOf(_before[item.Number]);

    /// <summary>What an export writes of an item beside its fields follows them.</summary>
    public bool LeftoverChanged(WorkItem item) => item.FileExtra != _before[item.Number].FileExtra;

    /// <summary>Names of items that the plan's people edited in the same way of other values, or removed.</summary>
    private IEnumerable<string> Conflicts => [.. Changed.Where(row => InPlan(row.Item.Number) is not { } now || row.Fields.Any(changed => IsConflict(row.Item, now, changed))).Select(row => row.Item.Name)
        .Concat(Removed.Where(item => FieldsBetween(_before[item.Number], item).Count > 0).Select(item => item.Name))];

    public DifferenceAnswer Answer(AssignmentDifference assignments, RiskDifference risks) => new(_whatIf.Name, Plan.Head.Version, new(new(Finish(Plan)), new(Finish(Copy))), new(Cost(Plan), Cost(Copy)),
        [.. Added.Select(item => Of(Copy, item))], [.. Removed.Select(item => Of(Plan, item))], [.. Changed.Select(row => Of(row.Item, row.Fields))], Moved(),
        [.. Links.Select(link => new ChangedLink(link.Kind, NameOf(link.From), NameOf(link.To), PlanWords.Of(link.Link.Type), link.Link.Lag, PlanWords.Of(link.Link.Unit)))],
        assignments.Changes, risks.Risks, [.. risks.Estimates.Select(row => row.Change)], ConflictsWith(assignments, risks));

    /// <summary>All that the plan's people edited otherwise meanwhile, each name once.</summary>
    public IReadOnlyList<string> ConflictsWith(AssignmentDifference assignments, RiskDifference risks) => [.. Conflicts.Concat(assignments.Conflicts).Concat(risks.Conflicts).Distinct()];

    private IReadOnlyList<IProperty> FieldsOf(WorkItem item) =>
        FieldsBetween(_before[item.Number], item) is var fields && ParentChanged(item) && !fields.Any(field => field.Name == nameof(WorkItem.Rank)) ? [.. fields, _fields.First(field => field.Name == nameof(WorkItem.Rank))] : fields;

    private List<IProperty> FieldsBetween(WorkItem before, WorkItem after) => [.. _fields.Where(field => !Same(Value(field, before), Value(field, after)))];

    private bool IsConflict(WorkItem copy, WorkItem plan, IProperty field) =>
        !Same(Value(field, plan), Value(field, _before[copy.Number])) && !Same(Value(field, plan), Value(field, copy));

    private static object? Value(IProperty field, WorkItem item) => field.PropertyInfo!.GetValue(item);

    private static bool Same(object? a, object? b) => Equals(a, b) || a is not null and not IComparable && JsonSerializer.Serialize(a, TandemJson.Options) == JsonSerializer.Serialize(b, TandemJson.Options);

    private ChangedItem Of(WorkItem item, IReadOnlyList<IProperty> fields)
    {
        var now = InPlan(item.Number);
        var (id, wbs, name) = now is null ? (item.Id, Wbs(Copy, item), item.Name) : (now.Id, Wbs(Plan, now), now.Name);
        return new ChangedItem(id, wbs, name, [.. fields.Select(field => new ChangedField(JsonNamingPolicy.CamelCase.ConvertName(field.Name), now is null ? null : Value(field, now), Value(field, item), now is null || IsConflict(item, now, field)))]);
    }

    private List<MovedDates> Moved()
    {
        var moved = new List<MovedDates>();
        foreach (var (row, item) in Plan.Outline.Items.Index())
        {
            if (item.Number > _whatIf.LastNumber || Copy.RowOf(item.Number) is not { } other) continue;
            var (now, then) = (Plan.Schedule.At(row), Copy.Schedule.At(other));
            if (now.Start != then.Start || now.Finish != then.Finish) moved.Add(new MovedDates(item.Id, Plan.Outline.Codes[row], item.Name, now.Start, then.Start, now.Finish, then.Finish));
        }
        return moved;
    }

    private List<(string, int, int, Link)> LinksOf(IEnumerable<Link> before, IEnumerable<Link> copy)
    {
        var (old, now) = (ByEnds(before), ByEnds(copy));
        return [.. now.Where(link => !old.ContainsKey(link.Key)).Select(link => ("added", link.Key.From, link.Key.To, link.Value)),
            .. old.Where(link => !now.ContainsKey(link.Key)).Select(link => ("removed", link.Key.From, link.Key.To, link.Value)),
            .. now.Where(link => old.TryGetValue(link.Key, out var was) && (was.Lag != link.Value.Lag || was.Unit != link.Value.Unit)).Select(link => ("changed", link.Key.From, link.Key.To, link.Value))];
    }

    private Dictionary<(int From, int To, Scheduling.LinkType Type), Link> ByEnds(IEnumerable<Link> links) =>
        links.DistinctBy(link => (link.From, link.To, link.Type)).ToDictionary(link => (_numbers[link.From], _numbers[link.To], link.Type));

    private string NameOf(int number) => (_copy.GetValueOrDefault(number) ?? _before.GetValueOrDefault(number))?.Name ?? "";

    private static DifferentItem Of(PlanSnapshot plan, WorkItem item) => new(item.Id, item.Number, Wbs(plan, item), item.Name);

    private static string Wbs(PlanSnapshot plan, WorkItem item) => plan.Outline.Find(item.Id) is { } row ? plan.Outline.Codes[row] : "";

    private static DateTime Finish(PlanSnapshot plan) => plan.Count == 0 ? plan.Head.Start : plan.Schedule.Finish;

    private static decimal Cost(PlanSnapshot plan)
    {
        var costs = new PlanCosts(plan);
        return Enumerable.Range(0, plan.Count).Where(row => !plan.Outline.HasChildren(row)).Sum(row => costs.Planned(row) is var cost ? cost.Prorated + cost.AtStart + cost.AtFinish : 0);
    }
}
