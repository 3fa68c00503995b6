namespace Tandem.Scheduling.Files;

/// <summary>TASKPRED as links; the predecessor stands in pred_task_id.</summary>
internal sealed class XerLinks(IReadOnlyList<XerRow> rows, Dictionary<int, int> keys, IReadOnlyList<PlanTask> tasks, XerOthers others, XerLeftovers left, List<PlanWarning> warnings)
{
    private readonly Dictionary<int, PlanTask> byKey = tasks.ToDictionary(t => t.Key);

    private readonly HashSet<(int, int, LinkType)> seen = [];

    /// <summary>Those that lead from other projects.</summary>
    public List<ExternalLink> External { get; } = [];

    public IReadOnlyList<PlanLink> Links() => [.. rows.Select(Link).OfType<PlanLink>()];

    private PlanLink? Link(XerRow row)
    {
        var (to, from) = (row.Number("task_id"), row.Number("pred_task_id"));
        if (to is not { } successor || !keys.TryGetValue(successor, out var toKey))
        {
            warnings.Add(new PlanWarning("unknown_successor", row.Line, "task_id", [$"{from}", $"{to}"]));
            return null;
        }
        if (from is not { } predecessor || !keys.TryGetValue(predecessor, out var fromKey))
        {
            if (others.Of(row, byKey[toKey], warnings) is { } external)
            {
                External.Add(external);
                warnings.Add(new PlanWarning("cross_project", row.Line, "pred_task_id", [byKey[toKey].Code ?? $"{to}", external.Code ?? $"{from}"]));
                return null;
            }
            warnings.Add(new PlanWarning("unknown_predecessor", row.Line, "pred_task_id", [byKey[toKey].Code ?? $"{to}", $"{from}"]));
            return null;
        }
        if (fromKey == toKey)
        {
            warnings.Add(new PlanWarning("link_to_itself", row.Line, "pred_task_id", [$"{from}"]));
            return null;
        }
        var type = Type(row, byKey[fromKey], byKey[toKey]);
        if (!seen.Add((fromKey, toKey, type))) warnings.Add(new PlanWarning("duplicate_link", row.Line, "pred_task_id", [Name(fromKey), Name(toKey)]));
        return new PlanLink(fromKey, toKey, type, row.Minutes("lag_hr_cnt", warnings) ?? 0, Extra: left.Of("TASKPRED", row));
    }

    private string Name(int key) => byKey[key].Code ?? byKey[key].Name;

    /// <summary>The successor has done what the link holds until the predecessor has done its part.</summary>
    private static bool Ahead(LinkType type, PlanTask from, PlanTask to)
    {
        var driven = type is LinkType.FinishStart or LinkType.StartStart ? to.ActualStart : to.ActualFinish;
        var driving = type is LinkType.FinishStart or LinkType.FinishFinish ? from.ActualFinish : from.ActualStart;
        return driven is not null && driving is null;
    }

    private LinkType Type(XerRow row, PlanTask from, PlanTask to)
    {
        var code = row.Text("pred_type") ?? "";
        if (!XerWords.Links.TryGetValue(code, out var type)) warnings.Add(new PlanWarning("unknown_link_type", row.Line, "pred_type", [Name(from.Key), Name(to.Key), code]));
        if (Ahead(type, from, to)) warnings.Add(new PlanWarning("out_of_sequence", row.Line, "act_start_date", [Name(to.Key), Name(from.Key)]));
        return type;
    }
}
