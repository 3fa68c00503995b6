namespace Tandem.Scheduling.Files;

/// <summary>Costs of activities in the file's currency: their assignments' and PROJCOST, what they cost beside. CL_Start, CL_End and CL_Uniform say when an expense falls due.</summary>
internal static class XerCosts
{
    private static readonly Dictionary<string, CostAccrual> Accruals = new() { ["CL_Start"] = CostAccrual.Start, ["CL_End"] = CostAccrual.Finish, ["CL_Uniform"] = CostAccrual.Prorated };

    public static ILookup<int, XerRow> ByTask(IEnumerable<XerRow> rows) => rows.Where(row => row.Number("task_id") is not null).ToLookup(row => row.Number("task_id")!.Value);

    /// <summary>The activity with the sum of its expenses, which are spread where they fall due at different times, and with what it costs in all.</summary>
    public static PlanTask Add(PlanTask task, IEnumerable<XerRow> rows, IEnumerable<PlanAssignment> assignments)
    {
        var (expenses, workers) = (rows.ToList(), assignments.Where(a => a.Cost is not null || a.ActualCost is not null).ToList());
        if (expenses.Count == 0 && workers.Count == 0) return task;
        var costs = task with { Cost = expenses.Sum(Whole) + workers.Sum(a => a.Cost ?? 0), ActualCost = expenses.Sum(row => row.Money("act_cost") ?? 0) + workers.Sum(a => a.ActualCost ?? 0) };
        if (expenses.Count == 0) return costs;
        var accruals = expenses.Select(row => Accruals.GetValueOrDefault(row.Text("cost_load_type") ?? "", CostAccrual.Prorated)).Distinct().ToList();
        return costs with { FixedCost = expenses.Sum(Whole), FixedCostAccrual = accruals is [var one] ? one : CostAccrual.Prorated };
    }

    /// <summary>An expense for the fixed cost of a row of another format.</summary>
    public static void Write(XerBook book, PlanTask task, int id, string project)
    {
        if (task.FixedCost is not { } cost || cost == 0) return;
        var done = task.ActualFinish is null ? 0 : cost;
        book["PROJCOST"].New().Set("cost_item_id", book.NextId("PROJCOST", "cost_item_id")).Set("proj_id", project).Set("task_id", (long)id).Set("cost_name", task.Name.Length > 120 ? task.Name[..120] : task.Name)
            .Set("cost_load_type", Accruals.First(a => a.Value == (task.FixedCostAccrual ?? CostAccrual.Prorated)).Key).Set("target_cost", cost).Set("act_cost", done).Set("remain_cost", cost - done);
    }

    private static decimal Whole(XerRow row) => row.Money("remain_cost") is { } open ? open + (row.Money("act_cost") ?? 0) : row.Money("target_cost") ?? row.Money("act_cost") ?? 0;
}
