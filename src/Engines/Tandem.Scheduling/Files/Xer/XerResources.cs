namespace Tandem.Scheduling.Files;

/// <summary>RSRC with RSRCRATE, and TASKRSRC: quantities are hours of work, or of material its units, costs are in the file's currency.</summary>
internal sealed class XerResources(XerTables tables, XerLeftovers left)
{
    public List<PlanResource> Resources()
    {
        var rates = tables["RSRCRATE"].Where(row => row.Number("rsrc_id") is not null).ToLookup(row => row.Number("rsrc_id")!.Value);
        return
        [
            .. from row in tables["RSRC"]
               let uid = row.Number("rsrc_id")
               where uid is not null
               let own = Rates(rates[uid.Value])
               select new PlanResource(uid.Value, row.Text("rsrc_name") ?? row.Text("rsrc_short_name") ?? "", row.Text("rsrc_type") == "RT_Mat" ? ResourceType.Material : ResourceType.Work,
                   1, row.Number("clndr_id"), own is [var first, ..] ? first.PerHour : null, row.Text("email_addr"), left.Of("RSRC", row)) { Rates = own },
        ];
    }

    public List<PlanAssignment> Assignments(IEnumerable<XerRow> rows, Dictionary<int, int> keys, HashSet<int> material, List<PlanWarning> warnings) =>
    [
        .. from row in rows
           let task = row.Number("task_id")
           let resource = row.Number("rsrc_id")
           where task is not null && resource is not null && keys.ContainsKey(task.Value)
           let used = material.Contains(resource.Value)
           let done = Sum(row, "act_reg_cost", "act_ot_cost")
           select new PlanAssignment(keys[task.Value], resource.Value, row.Real(used ? "target_qty" : "target_qty_per_hr", warnings) ?? 1, used ? null : row.Minutes("target_qty", warnings), row.Number("taskrsrc_id"), left.Of("TASKRSRC", row))
           {
               ActualWork = used ? null : row.Minutes("act_reg_qty", warnings) + (row.Minutes("act_ot_qty", warnings) ?? 0), ActualCost = done, Cost = row.Money("remain_cost") is { } open ? open + (done ?? 0) : row.Money("target_cost"),
               Start = row.Date("act_start_date", warnings) ?? row.Date("target_start_date", warnings), Finish = row.Date("act_end_date", warnings) ?? row.Date("target_end_date", warnings),
           },
    ];

    private static decimal? Sum(XerRow row, string regular, string overtime) => row.Money(regular) is null && row.Money(overtime) is null ? null : (row.Money(regular) ?? 0) + (row.Money(overtime) ?? 0);

    private static List<Rate> Rates(IEnumerable<XerRow> rows) =>
        [.. rows.Where(row => row.Money("cost_per_qty") is not null).Select(row => new Rate(row.Date("start_date", []) ?? MspdiRates.Always, row.Money("cost_per_qty")!.Value)).OrderBy(rate => rate.From)];
}
