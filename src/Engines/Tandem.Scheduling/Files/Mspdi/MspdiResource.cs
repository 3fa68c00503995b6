namespace Tandem.Scheduling.Files;

/// <summary>One Resource element.</summary>
internal static class MspdiResource
{
    /// <summary>Its UID; null where the element is an empty row.</summary>
    public static int? Read(LinedElement element, List<PlanWarning> warnings, Dictionary<int, PlanResource> resources)
    {
        var fields = new Fields(element, warnings);
        if (fields.IsSet("IsNull") || !int.TryParse(fields.Peek("UID"), out var uid) || resources.ContainsKey(uid)) return null;
        _ = fields.Number("UID");
        var type = fields.Number("Type") ?? 1;
        var rate = fields.Money("StandardRate");
        var rates = MspdiRates.Of(fields, rate);
        resources.Add(uid, new PlanResource(uid, fields.Text("Name") ?? "", (ResourceType)Math.Clamp(type, 0, 2), fields.Real("MaxUnits") ?? 1,
            fields.Reference("CalendarUID"), rate, fields.Text("EmailAddress"), fields.Rest()) { Rates = rates });
        return uid;
    }
}

/// <summary>One Assignment element. ResourceUID −65535 is work without a resource.</summary>
internal static class MspdiAssignment
{
    public static int? TaskOf(LinedElement element) => int.TryParse(new Fields(element, []).Peek("TaskUID"), out var task) ? task : null;

    public static PlanAssignment? Read(LinedElement element, int task, List<PlanWarning> warnings, MspdiSplits splits)
    {
        var fields = new Fields(element, warnings);
        if (fields.Number("ResourceUID") is not { } resource) return null;
        _ = fields.Number("TaskUID");
        splits.Add(task, fields);
        var row = new PlanAssignment(task, resource, fields.Real("Units") ?? 1, fields.Minutes("Work"), fields.Number("UID"))
        {
            ActualWork = fields.Minutes("ActualWork"), Cost = fields.Cost("Cost"), ActualCost = fields.Cost("ActualCost"), Start = fields.Date("Start"), Finish = fields.Date("Finish"),
        };
        return row with { Extra = fields.Rest() };
    }
}
