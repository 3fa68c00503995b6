using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;

namespace Tandem.Delivery.Pages;

/// <summary>The item page's form of types, work and people: hours for work, percent for units.</summary>
internal static class WorkForm
{
    private const int Hour = 60;

    /// <summary>Field of the patch → what stands in the form for an item.</summary>
    public static Dictionary<string, string> Values(PlanItemAnswer item) => new()
    {
        ["taskType"] = item.TaskType ?? "", ["effortDriven"] = item.EffortDriven == true ? "true" : "", ["work"] = item.Work is { } work ? DayNumbers.Plain(work / (double)Hour) : "",
        ["percentKind"] = item.PercentKind ?? "", ["percentWork"] = item.PercentWork is { } done ? DayNumbers.Plain(done) : "", ["percentPhysical"] = item.PercentPhysical is { } physical ? DayNumbers.Plain(physical) : "",
    };

    /// <summary>A patch of what differs from the item; who doesn't run the project sends nobody.</summary>
    public static JsonObject Changes(PlanItemAnswer item, IFormCollection form)
    {
        var changes = new JsonObject();
        foreach (var (field, was) in Values(item))
            if (form[field].ToString().Trim() is var text && text != was && Value(field, text) is var (known, value) && known) changes[field] = value;
        if (form.ContainsKey("assigned") && Assigned(item, form) is { } assigned) changes["assignments"] = assigned;
        return changes;
    }

    /// <summary>A field left empty that can't be says nothing.</summary>
    private static (bool, JsonNode?) Value(string field, string text)
    {
        if (field == "effortDriven") return (true, text.Length > 0);
        if (field is "taskType" or "percentKind") return (text.Length > 0, text);
        if (DayNumbers.Read(text, field) is not { } number) return (field == "percentPhysical", null);
        return (true, field == "work" ? (long)Math.Round(number * Hour) : number);
    }

    /// <summary>Null where nobody comes, goes or gets other units.</summary>
    private static JsonArray? Assigned(PlanItemAnswer item, IFormCollection form)
    {
        var (all, changed) = (new JsonArray(), false);
        foreach (var row in item.Assignments)
        {
            var units = DayNumbers.Read(form[$"units-{row.Resource}"], "units") / 100 ?? row.Units;
            var gone = form.ContainsKey($"gone-{row.Resource}");
            changed |= gone || Math.Abs(units - row.Units) > 0.00005;
            if (!gone) all.Add(new JsonObject { ["resource"] = row.Resource, ["units"] = Math.Abs(units - row.Units) > 0.00005 ? units : row.Units });
        }
        if (form["newResource"].ToString().Trim() is { Length: > 0 } name)
        {
            all.Add(new JsonObject { ["resource"] = name, ["units"] = (DayNumbers.Read(form["newUnits"], "newUnits") ?? 100) / 100 });
            changed = true;
        }
        return changed ? all : null;
    }

    public static string Units(double units) => (units * 100).ToString("0.##", CultureInfo.InvariantCulture);
}
