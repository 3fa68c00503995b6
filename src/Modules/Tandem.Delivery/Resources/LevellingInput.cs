using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Tandem.Scheduling.Levelling;

namespace Tandem.Delivery.Resources;

/// <summary>A project's plan as the levelling engine takes it.</summary>
internal static class LevellingInput
{
    public static LevellingRequest Of(PlanSnapshot plan, long? maxDelay, bool maySplit, Func<bool> enough)
    {
        var calendars = new CalendarSet(plan.Rows.Calendars.Select(row => row.Definition), plan.Head.Calendar);
        var people = plan.Rows.Resources.Where(row => row.Type == ResourceType.Work).ToList();
        var known = people.Select(row => row.Uid).ToHashSet();
        return new LevellingRequest
        {
            Plan = plan.Alone, MaxDelay = maxDelay, MaySplit = maySplit, Search = new() { Schedules = 100_000, Enough = enough },
            Resources = [.. people.Select(row => new LevellingResource(row.Uid, row.Name, row.MaxUnits, calendars.Find(row.Calendar)))],
            Demands = [.. plan.Rows.Assignments.Where(row => known.Contains(row.Resource)).Select(row => (At: plan.Outline.Find(row.Item), row)).Where(row => row.At is not null).Select(row => new LevellingDemand(plan.Outline.Items[row.At!.Value].Number, row.row.Resource, row.row.Units))],
            Rules = plan.Outline.Items.Where(item => item.Priority is not null).ToDictionary(item => item.Number, item => new LevellingRule(Level(item.Priority!.Value))),
        };
    }

    private static int Level(Priority priority) => priority switch { Priority.Urgent => 900, Priority.High => 700, Priority.Low => 300, _ => 500 };
}
