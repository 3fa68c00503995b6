using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.WorkItems;
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

/// <summary>The load of a plan's people and machines: the work of each assignment where it was done and where it is left to do.</summary>
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

    /// <summary>What is done lies between the start and where the activity goes on, what is left from there to its finish, however far ahead or behind it is.</summary>
    private static long[] Load(PlanSnapshot plan, WorkItemId id, IReadOnlyList<Assignment> rows, DateTime[] borders)
    {
        var load = new long[borders.Length - 1];
        if (plan.Outline.Find(id) is not { } row || plan.Outline.Items[row] is not { Inactive: false } item) return load;
        var dates = plan.Schedule.At(row);
        var (work, done) = (rows.Sum(assigned => ItemWork.Of(item, assigned)), rows.Sum(assigned => Done(item, assigned)));
        var resume = item.IsDone ? dates.Finish : item.IsStarted ? dates.Calendar.Add(dates.Finish, -dates.Remaining) : dates.Start;
        Spread(load, borders, dates.Calendar, (dates.Start, resume), done);
        Spread(load, borders, dates.Calendar, (resume, dates.Finish), work - done);
        return load;
    }

    private static long Done(WorkItem item, Assignment assigned)
    {
        var work = ItemWork.Of(item, assigned);
        return item.IsDone ? work : Math.Min(work, assigned.ActualWork ?? (long)Math.Round(work * item.PercentComplete / 100));
    }

    /// <summary>Evenly over the working time of a span; what has none of it all at once.</summary>
    private static void Spread(long[] load, DateTime[] borders, WorkCalendar calendar, (DateTime From, DateTime To) span, long work)
    {
        if (work <= 0) return;
        var whole = calendar.Between(span.From, span.To);
        for (var week = 0; week < load.Length; week++)
        {
            var (from, to) = (Later(borders[week], span.From), Earlier(borders[week + 1], span.To));
            if (whole > 0) load[week] += to <= from ? 0 : (long)Math.Round((double)work * calendar.Between(from, to) / whole);
            else if (span.From >= borders[week] && span.From < borders[week + 1]) load[week] += work;
        }
    }

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;

    private static long[] Weeks(DateTime[] borders, Func<DateTime, DateTime, long> minutes) => [.. borders.Zip(borders.Skip(1), minutes)];
}
