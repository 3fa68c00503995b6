using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;

namespace Tandem.Delivery.Plans;

/// <summary>
/// A plan as far as it was known at a past moment: what began or ended later had not, and what rules asked for later is not there. Planned durations and links are today's.
/// </summary>
internal static class PlanAsOf
{
    public static PlanSnapshot Of(PlanSnapshot plan, Project project, DateTime utc)
    {
        var wall = ProjectClock.Wall(utc, project.Zone);
        var rows = plan.Rows;
        var head = rows.Head.DataDate > wall ? rows.Head.At(wall) : rows.Head;
        return PlanSnapshot.Of(rows with { Head = head, Items = [.. rows.Items.Where(item => item.Signal is null || item.MadeAt <= utc).Select(item => item.AsOf(wall))] });
    }
}
