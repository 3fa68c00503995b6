using Tandem.Delivery.Baselines;
using Tandem.Scheduling;

namespace Tandem.Delivery.Plans;

/// <summary>What a reader of windows needs beside its rows: the tree of the whole plan, and the links of a window.</summary>
internal static class RowsWhole
{
    public static RowsOutline Of(PlanSnapshot plan, IEnumerable<BaselineRow>? baseline, DateOnly today)
    {
        var (steps, levels) = (new int[plan.Count], new int[plan.Count]);
        var (items, critical, late, before) = (0, 0, 0, 0);
        var (from, to) = Span(plan, baseline);
        for (var row = 0; row < plan.Count; row++)
        {
            var number = plan.Outline.Items[row].Number;
            (steps[row], levels[row], before) = (number - before, plan.Outline.Levels[row] - 1, number);
            if (plan.TypeOf(row) == ActivityType.Summary) continue;
            items++;
            if (plan.Schedule.At(row).Critical && plan.Progress[row].Percent < 100) critical++;
            if (PlanFilter.IsLate(plan, row, today)) late++;
        }
        return new RowsOutline(PlanWords.Of(plan.Head.Mode), plan.Head.MinutesPerDay, PlanView.DaysOff(plan.Plan.Calendar), steps, levels)
        {
            DataDate = plan.Head.DataDate, From = from, To = to, Items = items, Critical = critical, Late = late,
        };
    }

    public static RowsLinks LinksOf(PlanSnapshot plan, IReadOnlyList<int> rows)
    {
        var (index, all) = (plan.Links, plan.Rows.Links as IReadOnlyList<Dependencies.Link> ?? [.. plan.Rows.Links]);
        var (known, found) = (rows.ToHashSet(), new SortedSet<int>());
        foreach (var row in known)
            foreach (var link in index.Of(row)) found.Add(link);
        var links = found.Select(at => index.Ends[at]).ToList();
        var others = links.SelectMany(link => new[] { link.From, link.To }).Where(row => !known.Contains(row)).Distinct().Order();
        return new RowsLinks([.. links.Select(link => all[link.At].Id)], [.. links.Select(link => link.From)], [.. links.Select(link => link.To)], [.. links.Select(link => PlanWords.Of(all[link.At].Type))],
            [.. links.Select(link => all[link.At].Lag)], [.. links.Select(link => PlanWords.Of(all[link.At].Unit))],
            [.. links.Select(link => plan.Schedule.At(link.From).Critical && plan.Schedule.At(link.To).Critical)],
            [.. others.Select(row => new RowsEnd(row, plan.Outline.Codes[row], plan.Outline.Items[row].Name, plan.Schedule.At(row).Start, plan.Schedule.At(row).Finish))]);
    }

    private static (DateTime From, DateTime To) Span(PlanSnapshot plan, IEnumerable<BaselineRow>? baseline)
    {
        if (plan.Count == 0) return (plan.Head.Start, plan.Head.Start);
        var (from, to) = (plan.Schedule.Start, plan.Schedule.Finish);
        void Take(DateTime? at)
        {
            if (at < from) from = at.Value;
            if (at > to) to = at.Value;
        }
        foreach (var item in plan.Outline.Items) Take(item.Deadline);
        foreach (var row in plan.Schedule.Rows)
        {
            Take(row.Start);
            Take(row.Finish);
        }
        foreach (var row in baseline ?? [])
        {
            Take(row.Start);
            Take(row.Finish);
        }
        return (from, to);
    }
}
