using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>
/// Split tasks: their gaps stand nowhere but in the work by time of their assignments (types 1 remaining and 2 actual work; also of the
/// assignment without a resource), as periods without work between periods with work.
/// </summary>
internal sealed class MspdiSplits
{
    private readonly Dictionary<int, List<(DateTime From, DateTime To, bool Done)>> worked = [];
    private readonly HashSet<int> idle = [];

    public void Add(int task, Fields assignment)
    {
        foreach (var period in assignment.PeekAll("TimephasedData"))
        {
            var type = Child(period, "Type");
            if (type is not ("1" or "2")) continue;
            if (!MspdiText.TryDate(Child(period, "Start"), out var from) || !MspdiText.TryDate(Child(period, "Finish"), out var to) || !MspdiText.TryDuration(Child(period, "Value"), out var work)) continue;
            if (work == 0) idle.Add(task);
            else if (worked.TryGetValue(task, out var periods)) periods.Add((from, to, type == "2"));
            else worked[task] = [(from, to, type == "2")];
        }
    }

    /// <summary>The file with each split task's gaps, in working minutes of the task.</summary>
    public PlanFile Lay(PlanFile file)
    {
        if (idle.Count == 0) return file;
        var calendars = file.ToPlan().Activities.ToDictionary(a => a.Key, a => a.Calendar!);
        return file with { Tasks = [.. file.Tasks.Select(t => !t.Elapsed && idle.Contains(t.Key) && worked.TryGetValue(t.Key, out var periods) ? t with { Gap = Gaps(periods, t.ActualStart is not null, calendars[t.Key]) } : t)] };
    }

    /// <summary>Of work in progress only the gaps in what remains: what lies behind is covered by its resume date.</summary>
    private static long Gaps(List<(DateTime From, DateTime To, bool Done)> periods, bool started, WorkCalendar calendar)
    {
        var (gaps, end) = (0L, DateTime.MaxValue);
        foreach (var (from, to, done) in periods.Order())
        {
            if (started && done) continue;
            if (from > end) gaps += calendar.Between(end, from);
            if (to > end || end == DateTime.MaxValue) end = to;
        }
        return gaps;
    }

    private static string Child(XElement period, string name) => period.Element(period.Name.Namespace + name)?.Value ?? "";
}
