using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>Tasks on their way out.</summary>
internal sealed class MspdiTaskOut
{
    private readonly PlanFile file;
    private readonly MspdiNumbers numbers;
    private readonly ILookup<int, PlanLink> links;
    private readonly MspdiCustomFieldsOut custom;
    private readonly MspdiOutline outline = new();
    private int row;

    public MspdiTaskOut(PlanFile file, MspdiNumbers numbers, MspdiCustomFieldsOut custom) => (this.file, this.numbers, this.custom, links) = (file, numbers, custom, file.Links.ToLookup(l => l.To));

    /// <summary>Row 0, where the plan came with one, then the rest.</summary>
    public IEnumerable<(long? Uid, Func<int, XElement> Element)> Rows()
    {
        if (file.Root is { } root) yield return (0, _ => Element(root with { OutlineLevel = 0, Type = ActivityType.Summary }, 0, "0", [], 0));
        foreach (var task in file.Tasks) yield return (numbers.Of(task.Key), empty => Element(task, empty));
    }

    private XElement Element(PlanTask task, int empty) => Element(task, numbers.Of(task.Key), outline.Next(task.OutlineLevel), links[task.Key], ++row + empty);

    private XElement Element(PlanTask task, int uid, string number, IEnumerable<PlanLink> predecessors, int at)
    {
        var stored = task.Stored;
        var summary = task.Type == ActivityType.Summary;
        var level = task.Type is ActivityType.LevelOfEffort or ActivityType.WbsSummary or ActivityType.Hammock;
        var manual = level ? new ManualDates(stored.Start, stored.Finish) : task.External ? null : task.Manual;
        var builder = new ElementBuilder("Task", MspdiOrder.Task)
            .Add("UID", (long)uid).Add("ID", (long)(task.Id ?? at)).Add("Name", task.Name).Add("Active", !task.Inactive)
            .Default("WBS", task.Wbs ?? number).Add("OutlineNumber", number).Add("OutlineLevel", (long)task.OutlineLevel)
            .Add("Start", stored.Start).Add("Finish", stored.Finish).Minutes("Duration", task.Duration).Add("DurationFormat", (long)(task.DurationFormat ?? (task.Elapsed ? 8 : 7)))
            .Add("Summary", summary).Add("Critical", stored.Critical)
            .Add("EarlyStart", stored.EarlyStart).Add("EarlyFinish", stored.EarlyFinish).Add("LateStart", stored.LateStart).Add("LateFinish", stored.LateFinish)
            .Tenths("FreeSlack", stored.FreeFloat).Tenths("StartSlack", stored.StartFloat).Tenths("FinishSlack", stored.FinishFloat).Tenths("TotalSlack", stored.TotalFloat)
            .Add("PercentComplete", (long)Math.Round(task.PercentComplete)).Add("ActualStart", task.ActualStart).Add("ActualFinish", task.ActualFinish).Add("Resume", task.Resume)
            .Add("Deadline", task.Deadline).Add("CalendarUID", task.CalendarUid, MspdiValues.Reference).Add("IgnoreResourceCalendar", task.IgnoreResourceCalendar).Add("Notes", task.Notes)
            .Add(predecessors.Select(Link)).Add(custom.Of(task)).Add(task.Baselines.Select(Baseline));
        AddCosts(builder, task);
        if (task.CalendarUid is null) builder.Default("CalendarUID", "-1");
        if (summary) builder.Default("Milestone", "0");
        else builder.Add("Milestone", task.Type is ActivityType.Milestone or ActivityType.StartMilestone);
        builder.Add("ExternalTask", task.External);
        if (task.External) builder.Default("Manual", "0");
        else builder.Add("Manual", manual is not null);
        if (manual is not null) builder.Add("ManualStart", manual.Start).Add("ManualFinish", manual.Finish);
        AddProgress(builder, task, summary);
        AddConstraint(builder, task);
        return builder.With(task.Extra);
    }

    private static void AddProgress(ElementBuilder builder, PlanTask task, bool summary)
    {
        if (task.Remaining is { } remaining) builder.Minutes("RemainingDuration", remaining).Minutes("ActualDuration", task.ActualStart is null ? 0 : Math.Max(0, task.Duration - remaining));
        if (!summary && task.ActualStart is null && task.Delay > 0) builder.Tenths("LevelingDelay", task.Delay);
    }

    private static void AddCosts(ElementBuilder builder, PlanTask task) => builder
        .Cost("FixedCost", task.FixedCost).Add("FixedCostAccrual", task.FixedCostAccrual, MspdiValues.Accrual).Cost("Cost", task.Cost).Cost("ActualCost", task.ActualCost)
        .Minutes("ActualWork", task.ActualWork).Add("PhysicalPercentComplete", task.PhysicalPercentComplete);

    private static void AddConstraint(ElementBuilder builder, PlanTask task)
    {
        var type = task.Constraint switch { ConstraintType.MandatoryStart => ConstraintType.MustStartOn, ConstraintType.MandatoryFinish => ConstraintType.MustFinishOn, var other => other };
        var number = Array.IndexOf(MspdiText.Constraints, type);
        if (number == 0) builder.Default("ConstraintType", "0");
        else builder.Add("ConstraintType", (long)number);
        if (number > 1) builder.Add("ConstraintDate", task.ConstraintDate);
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
