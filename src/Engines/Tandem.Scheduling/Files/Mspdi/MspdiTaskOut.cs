using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>Tasks on their way out.</summary>
internal sealed class MspdiTaskOut
{
    private readonly PlanFile file;
    private readonly MspdiNumbers numbers;
    private readonly ILookup<int, PlanLink> links;
    private readonly List<int> outline = [];
    private int row;

    public MspdiTaskOut(PlanFile file, MspdiNumbers numbers) => (this.file, this.numbers, links) = (file, numbers, file.Links.ToLookup(l => l.To));

    /// <summary>Row 0, where the plan came with one.</summary>
    public IEnumerable<XElement> Root() => file.Root is { } root ? [Element(root with { OutlineLevel = 0, Type = ActivityType.Summary }, 0, "0", [])] : [];

    public XElement Element(PlanTask task)
    {
        row++;
        while (outline.Count > task.OutlineLevel) outline.RemoveAt(outline.Count - 1);
        while (outline.Count < task.OutlineLevel) outline.Add(0);
        if (task.OutlineLevel > 0) outline[^1]++;
        return Element(task, numbers.Of(task.Key), string.Join('.', outline), links[task.Key]);
    }

    private XElement Element(PlanTask task, int uid, string number, IEnumerable<PlanLink> predecessors)
    {
        var stored = task.Stored;
        var summary = task.Type == ActivityType.Summary;
        var level = task.Type is ActivityType.LevelOfEffort or ActivityType.WbsSummary or ActivityType.Hammock;
        var manual = level ? new ManualDates(stored.Start, stored.Finish) : task.Manual;
        var builder = new ElementBuilder("Task", MspdiOrder.Task)
            .Add("UID", (long)uid).Add("ID", (long)(task.Id ?? row)).Add("Name", task.Name).Add("Active", !task.Inactive).Add("Manual", manual is not null)
            .Add("WBS", task.Wbs ?? number).Add("OutlineNumber", number).Add("OutlineLevel", (long)task.OutlineLevel)
            .Add("Start", stored.Start).Add("Finish", stored.Finish).Minutes("Duration", task.Duration).Add("DurationFormat", (long)(task.DurationFormat ?? (task.Elapsed ? 8 : 7)))
            .Add("Milestone", task.Type is ActivityType.Milestone or ActivityType.StartMilestone).Add("Summary", summary).Add("Critical", stored.Critical)
            .Add("EarlyStart", stored.EarlyStart).Add("EarlyFinish", stored.EarlyFinish).Add("LateStart", stored.LateStart).Add("LateFinish", stored.LateFinish)
            .Tenths("FreeSlack", stored.FreeFloat).Tenths("StartSlack", stored.StartFloat).Tenths("FinishSlack", stored.FinishFloat).Tenths("TotalSlack", stored.TotalFloat)
            .Add("PercentComplete", (long)Math.Round(task.PercentComplete)).Add("ActualStart", task.ActualStart).Add("ActualFinish", task.ActualFinish).Add("Resume", task.Resume)
            .Add("Deadline", task.Deadline).Add("CalendarUID", (long)(task.CalendarUid ?? -1)).Add("IgnoreResourceCalendar", task.IgnoreResourceCalendar).Add("Notes", task.Notes)
            .Add(predecessors.Select(Link)).Add(task.Baselines.Select(Baseline));
        AddCosts(builder, task);
        if (manual is not null) builder.Add("ManualStart", manual.Start).Add("ManualFinish", manual.Finish);
        if (task.External) builder.Add("ExternalTask", true);
        AddProgress(builder, task);
        AddConstraint(builder, task);
        return builder.With(task.Extra);
    }

    private static void AddProgress(ElementBuilder builder, PlanTask task)
    {
        if (task.Remaining is not { } remaining) return;
        builder.Minutes("RemainingDuration", remaining);
        if (task.ActualStart is not null) builder.Minutes("ActualDuration", Math.Max(0, task.Duration - remaining));
    }

    private static void AddCosts(ElementBuilder builder, PlanTask task) => builder
        .Cost("FixedCost", task.FixedCost).Add("FixedCostAccrual", MspdiText.Accrual(task.FixedCostAccrual)).Cost("Cost", task.Cost).Cost("ActualCost", task.ActualCost)
        .Minutes("ActualWork", task.ActualWork).Add("PhysicalPercentComplete", task.PhysicalPercentComplete);

    private static void AddConstraint(ElementBuilder builder, PlanTask task)
    {
        var type = task.Constraint switch { ConstraintType.MandatoryStart => ConstraintType.MustStartOn, ConstraintType.MandatoryFinish => ConstraintType.MustFinishOn, var other => other };
        builder.Add("ConstraintType", (long)Array.IndexOf(MspdiText.Constraints, type)).Add("ConstraintDate", task.ConstraintDate);
    }

    private XElement Link(PlanLink link)
    {
        var percent = link.Unit is LagUnit.Percent or LagUnit.ElapsedPercent;
        return new ElementBuilder("PredecessorLink", MspdiOrder.Link)
            .Add("PredecessorUID", (long)numbers.Of(link.From)).Add("Type", (long)Array.IndexOf(MspdiText.Links, link.Type)).Add("CrossProject", false)
            .Add("LinkLag", percent ? link.Lag : link.Lag * 10).Add("LagFormat", (long)Format(link)).With(link.Extra);
    }

    private static int Format(PlanLink link) => link.LagFormat is { } known && MspdiText.LagUnitOf(known) == link.Unit ? known
        : link.Unit switch { LagUnit.Percent => 19, LagUnit.ElapsedPercent => 20, LagUnit.ElapsedMinutes => 8, _ => 7 };

    private static XElement Baseline(PlanBaseline baseline) => new ElementBuilder("Baseline", MspdiOrder.Baseline)
        .Add("Number", (long)baseline.Number).Add("Start", baseline.Start).Add("Finish", baseline.Finish).Minutes("Duration", baseline.Duration).Minutes("Work", baseline.Work).Cost("Cost", baseline.Cost).With(baseline.Extra);
}
