namespace Tandem.Scheduling.Files;

/// <summary>TASKPRED as links; the predecessor stands in pred_task_id.</summary>
internal sealed class XerLinks(IReadOnlyList<XerRow> rows, Dictionary<int, int> keys, IReadOnlyList<PlanTask> tasks, XerLeftovers left, List<PlanWarning> warnings)
{
    private readonly Dictionary<int, PlanTask> byKey = tasks.ToDictionary(t => t.Key);

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
            warnings.Add(new PlanWarning("unknown_predecessor", row.Line, "pred_task_id", [byKey[toKey].Code ?? $"{to}", $"{from}"]));
            return null;
        }
        if (fromKey == toKey)
        {
            warnings.Add(new PlanWarning("link_to_itself", row.Line, "pred_task_id", [$"{from}"]));
            return null;
        }
        return new PlanLink(fromKey, toKey, Type(row, byKey[fromKey], byKey[toKey]), row.Minutes("lag_hr_cnt", warnings) ?? 0, Extra: left.Of("TASKPRED", row));
    }

    private LinkType Type(XerRow row, PlanTask from, PlanTask to)
    {
        var code = row.Text("pred_type") ?? "";
        if (!XerWords.Links.TryGetValue(code, out var type)) warnings.Add(new PlanWarning("unknown_link_type", row.Line, "pred_type", [from.Code ?? from.Name, to.Code ?? to.Name, code]));
        if (type == LinkType.FinishStart && from.ActualFinish is null && to.ActualStart is not null) warnings.Add(new PlanWarning("out_of_sequence", row.Line, "act_start_date", [to.Code ?? to.Name, from.Code ?? from.Name]));
        return type;
    }
}
