using Tandem.Contracts.Ids;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.Plans;

/// <summary>Which rows of a plan are shown, in which order and groups.</summary>
internal sealed record PlanFilter(string? Text, bool Critical, bool Late, AccountId? Mine, string? State, string? Owner, string? Group, string? Sort)
{
    private bool Filters => !string.IsNullOrWhiteSpace(Text) || Critical || Late || Mine is not null || !string.IsNullOrEmpty(State) || !string.IsNullOrEmpty(Owner);

    /// <summary>Null where all rows stay in the outline's order.</summary>
    /// <exception cref="ProblemException">400 naming a group or order that is none.</exception>
    public RowsShown? Of(PlanSnapshot plan, PlanColumns columns, PlanView view, DateOnly today)
    {
        if (!Filters && Group is null && Sort is null) return null;
        var matches = Enumerable.Range(0, plan.Count).Where(row => Matches(plan, row, today)).ToList();
        if (Group is null && Sort is null) return new RowsShown(matches.Count, WithAbove(plan, matches), []);
        var flat = matches.Where(row => plan.TypeOf(row) != ActivityType.Summary).ToList();
        if (Sort is { } sort) flat = Sorted(flat, columns, sort);
        if (Group is null) return new RowsShown(flat.Count, flat, []);
        var groups = Grouped(plan, view, flat);
        return new RowsShown(flat.Count, [.. groups.SelectMany(group => group.Rows)], [.. groups.Select(group => new RowsGroup(group.Key, group.Name, group.Rows.Count))]);
    }

    /// <summary>Past its deadline or due day and not done.</summary>
    public static bool IsLate(PlanSnapshot plan, int row, DateOnly today)
    {
        var item = plan.Outline.Items[row];
        if (plan.Progress[row].Percent >= 100) return false;
        return plan.Schedule.At(row).Finish > item.Deadline || item.Due < today || item.Due < DateOnly.FromDateTime(plan.Schedule.At(row).Finish);
    }

    private bool Matches(PlanSnapshot plan, int row, DateOnly today)
    {
        var item = plan.Outline.Items[row];
        var summary = plan.TypeOf(row) == ActivityType.Summary;
        if (Critical && (summary || !plan.Schedule.At(row).Critical || plan.Progress[row].Percent >= 100)) return false;
        if (Late && (summary || !IsLate(plan, row, today))) return false;
        if (Mine is { } me && item.Owner != me) return false;
        if (!string.IsNullOrEmpty(State) && (summary || !State.Split(',').Contains(plan.Progress[row].State))) return false;
        if (!string.IsNullOrEmpty(Owner) && !Owner.Split(',').Contains(item.Owner?.ToString() ?? "none", StringComparer.OrdinalIgnoreCase)) return false;
        return string.IsNullOrWhiteSpace(Text) || Says(plan, row, Text.Trim());
    }

    private static bool Says(PlanSnapshot plan, int row, string text)
    {
        var item = plan.Outline.Items[row];
        return item.Name.Contains(text, StringComparison.OrdinalIgnoreCase) || item.Code?.Contains(text, StringComparison.OrdinalIgnoreCase) == true
            || plan.Outline.Codes[row] == text || plan.Outline.Codes[row].StartsWith(text + ".", StringComparison.Ordinal);
    }

    /// <summary>The rows and all above them, in the outline's order.</summary>
    private static List<int> WithAbove(PlanSnapshot plan, List<int> matches)
    {
        var shown = new bool[plan.Count];
        foreach (var match in matches)
            for (var row = match; row >= 0 && !shown[row]; row = plan.Outline.Parents[row]) shown[row] = true;
        return [.. Enumerable.Range(0, plan.Count).Where(row => shown[row])];
    }

    private static List<int> Sorted(List<int> rows, PlanColumns columns, string sort)
    {
        var (field, down) = sort.StartsWith('-') ? (sort[1..], true) : (sort, false);
        if (!PlanColumns.Known(field)) throw ProblemException.Invalid("sort", "bad_value", "sort", sort);
        var keyed = rows.ConvertAll(row => (Row: row, Key: columns.Key(row, field)));
        var order = Comparer<IComparable?>.Create((a, b) => a is string x && b is string y ? string.Compare(x, y, StringComparison.CurrentCultureIgnoreCase) : Comparer<object?>.Default.Compare(a, b));
        // what has no value comes last, whichever way
        var some = keyed.Where(row => row.Key is not null);
        return [.. (down ? some.OrderByDescending(row => row.Key, order) : some.OrderBy(row => row.Key, order)).Concat(keyed.Where(row => row.Key is null)).Select(row => row.Row)];
    }

    private List<(string? Key, string? Name, List<int> Rows)> Grouped(PlanSnapshot plan, PlanView view, List<int> rows)
    {
        if (Group == "state")
        {
            var byState = rows.ToLookup(row => plan.Progress[row].State);
            return [.. Projects.ItemState.All.Where(byState.Contains).Select(state => ((string?)state, (string?)null, byState[state].ToList()))];
        }
        if (Group != "owner") throw ProblemException.Invalid("group", "bad_value", "group", Group);
        return [.. rows.GroupBy(row => plan.Outline.Items[row].Owner).Select(rows => (rows.Key?.ToString(), view.NameOf(rows.Key), rows.ToList()))
            .OrderBy(group => group.Item1 is null).ThenBy(group => group.Item2, StringComparer.CurrentCultureIgnoreCase)];
    }
}
