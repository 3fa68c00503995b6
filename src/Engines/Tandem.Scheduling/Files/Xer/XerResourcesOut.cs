namespace Tandem.Scheduling.Files;

/// <summary>Resources, their rates and their assignments on their way out; work without a resource has no row in P6.</summary>
internal sealed class XerResourcesOut(PlanFile file, XerBook book, XerCalendarsOut calendars)
{
    private readonly Dictionary<int, PlanResource> resources = file.Resources.DistinctBy(r => r.Uid).ToDictionary(r => r.Uid);

    public void Resources()
    {
        foreach (var resource in resources.Values)
        {
            var line = book.Row("RSRC", resource.Extra).Set("rsrc_id", (long)resource.Uid);
            if (line.Text("rsrc_name") is not null || line.Text("rsrc_short_name") != resource.Name) line.Set("rsrc_name", resource.Name);
            if (calendars.IdOf(resource) is { } calendar) line.Set("clndr_id", (long)calendar);
            if (!line.IsNew) continue;
            line.Set("rsrc_short_name", $"R{resource.Uid}").Set("rsrc_type", resource.Type == ResourceType.Material ? "RT_Mat" : "RT_Labor").Set("email_addr", resource.Email);
            foreach (var rate in resource.Rates) Rate(resource, rate);
        }
    }

    private void Rate(PlanResource resource, Rate rate) => book["RSRCRATE"].New().Set("rsrc_rate_id", book["RSRCRATE"].Rows.Count + 1L).Set("rsrc_id", (long)resource.Uid)
        .Set("max_qty_per_hr", resource.MaxUnits).Set("cost_per_qty", rate.PerHour).Set("start_date", rate.From);

    public void Assignments(XerNumbers tasks, string project)
    {
        var ids = new XerNumbers([.. file.Assignments.Index().Select(a => (a.Index, a.Item.Uid)), .. book.Rows("TASKRSRC").Select((line, i) => (int.MinValue + i, line.Read().Number("taskrsrc_id")))]);
        foreach (var (at, assignment) in file.Assignments.Index())
        {
            if (tasks.Find(assignment.TaskKey) is not { } task || !resources.TryGetValue(assignment.ResourceUid, out var resource)) continue;
            var line = book.Row("TASKRSRC", assignment.Extra).Set("taskrsrc_id", (long)ids.Of(at)).Set("task_id", (long)task).Set("proj_id", project).Set("rsrc_id", (long)assignment.ResourceUid);
            var quantity = resource.Type == ResourceType.Material ? "target_qty" : "target_qty_per_hr";
            if ((line.Read().Real(quantity, []) ?? 1) != assignment.Units || line.IsNew) line.Set(quantity, assignment.Units);
            if (assignment.Work is { } work) line.Hours("target_qty", work);
            if (line.IsNew) Fill(line, assignment, resource);
        }
    }

    private static void Fill(XerLine line, PlanAssignment assignment, PlanResource resource) => line
        .Set("rsrc_type", resource.Type == ResourceType.Material ? "RT_Mat" : "RT_Labor").Set("remain_qty_per_hr", resource.Type == ResourceType.Material ? 0.0 : assignment.Units)
        .Set("remain_qty", resource.Type == ResourceType.Material ? assignment.Units : Math.Max(0, (assignment.Work ?? 0) - (assignment.ActualWork ?? 0)) / 60.0)
        .Hours("act_reg_qty", assignment.ActualWork ?? 0).Set("cost_per_qty", resource.StandardRate ?? 0).Set("target_cost", assignment.Cost ?? 0).Set("act_reg_cost", assignment.ActualCost ?? 0)
        .Set("remain_cost", (assignment.Cost ?? 0) - (assignment.ActualCost ?? 0)).Set("target_start_date", assignment.Start).Set("target_end_date", assignment.Finish);
}

/// <summary>A number for each of many things: its own where nobody before has it, else the next above all.</summary>
internal sealed class XerNumbers
{
    private readonly Dictionary<int, int> ids = [];
    private int highest;

    public XerNumbers(IEnumerable<(int Key, int? Own)> things)
    {
        var (rest, taken) = (new List<int>(), new HashSet<int>());
        foreach (var (key, own) in things)
        {
            if (own is { } id and > 0 && taken.Add(id)) (ids[key], highest) = (id, Math.Max(highest, id));
            else rest.Add(key);
        }
        foreach (var key in rest) ids[key] = Next();
    }

    public int Of(int key) => ids[key];
    public int? Find(int key) => ids.TryGetValue(key, out var id) ? id : null;
    public int Next() => ++highest;
}
