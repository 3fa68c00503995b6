using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Resources;

/// <summary>What one resource has to do and can do, week by week, in minutes; <paramref name="Items"/> says for what.</summary>
internal sealed record ResourceWeeks(int Uid, string Name, IReadOnlyList<long> Capacity, IReadOnlyList<long> Load, IReadOnlyList<ItemWeeks> Items)
{
    /// <summary>Weeks in which it has more to do than it can.</summary>
    public int Over => Load.Zip(Capacity).Count(week => week.First > week.Second);
}

internal sealed record ItemWeeks(WorkItemId Item, IReadOnlyList<long> Load);

/// <summary>The load of a plan's people and machines: the work that is left of each assignment, spread over the working time of its activity.</summary>
internal static class ResourceLoad
{
    /// <param name="plan">The plan.</param>
    /// <param name="from">Monday of the first week.</param>
    /// <param name="weeks">How many.</param>
    public static IReadOnlyList<ResourceWeeks> Of(PlanSnapshot plan, DateOnly from, int weeks)
    {
        var calendars = new CalendarSet(plan.Rows.Calendars.Select(row => row.Definition), plan.Head.Calendar);
        DateTime[] borders = [.. Enumerable.Range(0, weeks + 1).Select(week => from.AddDays(7 * week).ToDateTime(default))];
        var assigned = plan.Rows.Assignments.ToLookup(row => row.Resource);
        return [.. plan.Rows.Resources.Where(row => row.Type == ResourceType.Work).OrderBy(row => row.Uid).Select(row => Of(plan, row, calendars.Find(row.Calendar) ?? calendars.Default, [.. assigned[row.Uid]], borders))];
    }

    private static ResourceWeeks Of(PlanSnapshot plan, ResourceRow resource, WorkCalendar calendar, IReadOnlyList<Assignment> assigned, DateTime[] borders)
    {
        var capacity = Weeks(borders, (a, b) => (long)Math.Round(calendar.Between(a, b) * resource.MaxUnits));
        var items = assigned.GroupBy(row => row.Item).Select(rows => new ItemWeeks(rows.Key, Load(plan, rows.Key, [.. rows], borders))).Where(item => item.Load.Any(minutes => minutes > 0)).ToList();
        return new ResourceWeeks(resource.Uid, resource.Name, capacity, [.. capacity.Select((_, week) => items.Sum(item => item.Load[week]))], items);
    }

    private static long[] Load(PlanSnapshot plan, WorkItemId item, IReadOnlyList<Assignment> rows, DateTime[] borders)
    {
        if (plan.Outline.Find(item) is not { } row || plan.Outline.Items[row] is { IsDone: true } or { Inactive: true }) return new long[borders.Length - 1];
        var dates = plan.Schedule.At(row);
        var span = dates.Calendar.Between(dates.Start, dates.Finish);
        var work = rows.Sum(a => a.Work ?? (long)(plan.Outline.Items[row].Duration * a.Units));
        if (span <= 0) return new long[borders.Length - 1];
        var from = plan.Outline.Items[row].IsStarted && plan.Head.DataDate is { } data && data > dates.Start ? data : dates.Start;
        return Weeks(borders, (a, b) => Share(dates, a > from ? a : from, b, work, span));
    }

    private static long Share(ScheduledActivity dates, DateTime from, DateTime to, long work, long span)
    {
        var until = to < dates.Finish ? to : dates.Finish;
        return until <= from ? 0 : (long)Math.Round((double)work * dates.Calendar.Between(from, until) / span);
    }

    private static long[] Weeks(DateTime[] borders, Func<DateTime, DateTime, long> minutes) => [.. borders.Zip(borders.Skip(1), minutes)];
}
