namespace Tandem.Scheduling.Files;

/// <summary>One Resource element.</summary>
internal static class MspdiResource
{
    public static void Read(LinedElement element, List<PlanWarning> warnings, List<PlanResource> resources)
    {
        var fields = new Fields(element, warnings);
        if (fields.Peek("IsNull") is "1" or "true" || fields.Number("UID") is not { } uid) return;
        var type = fields.Number("Type") ?? 1;
        var rate = fields.Money("StandardRate");
        var rates = MspdiRates.Of(fields, rate);
        resources.Add(new PlanResource(uid, fields.Text("Name") ?? "", (ResourceType)Math.Clamp(type, 0, 2), fields.Real("MaxUnits") ?? 1,
            fields.Number("CalendarUID") is { } calendar and >= 0 ? calendar : null, rate, fields.Text("EmailAddress"), fields.Rest()) { Rates = rates });
    }
}

/// <summary>One Assignment element. ResourceUID −65535 is work without a resource.</summary>
internal static class MspdiAssignment
{
    public static void Read(LinedElement element, List<PlanWarning> warnings, List<PlanAssignment> assignments, MspdiSplits splits)
    {
        var fields = new Fields(element, warnings);
        if (fields.Number("TaskUID") is not { } task || fields.Number("ResourceUID") is not { } resource) return;
        splits.Add(task, fields);
        var row = new PlanAssignment(task, resource, fields.Real("Units") ?? 1, fields.Minutes("Work"), fields.Number("UID"))
        {
            ActualWork = fields.Minutes("ActualWork"), Cost = fields.Cost("Cost"), ActualCost = fields.Cost("ActualCost"), Start = fields.Date("Start"), Finish = fields.Date("Finish"),
        };
        assignments.Add(row with { Extra = fields.Rest() });
    }
}
