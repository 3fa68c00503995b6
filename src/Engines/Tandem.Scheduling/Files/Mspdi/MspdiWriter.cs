using System.Text;
using System.Xml;

namespace Tandem.Scheduling.Files;

/// <summary>Writes MSPDI element by element.</summary>
internal sealed class MspdiWriter
{
    private readonly PlanFile file;
    private readonly MspdiNumbers numbers;
    private readonly XmlWriter xml;
    private readonly Dictionary<int, StoredDates> stored;

    private MspdiWriter(PlanFile file, XmlWriter xml) => (this.file, this.xml, numbers, stored) = (file, xml, new MspdiNumbers(file), file.Tasks.ToDictionary(t => t.Key, t => t.Stored));

    public static void Write(PlanFile file, Stream stream)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CloseOutput = false });
        new MspdiWriter(file, xml).Write();
    }

    private void Write()
    {
        xml.WriteStartDocument(true);
        xml.WriteStartElement("Project", MspdiText.Namespace);
        foreach (var element in Head().Elements()) element.WriteTo(xml);
        List("Calendars", file.Calendars, MspdiCalendarOut.Element);
        var tasks = new MspdiTaskOut(file, numbers);
        List("Tasks", [.. tasks.Root(), .. file.Tasks.Select(tasks.Element)], e => e);
        List("Resources", file.Resources, MspdiResourceOut.Element);
        List("Assignments", file.Assignments, Assignment);
        xml.WriteEndElement();
    }

    private void List<T>(string name, IEnumerable<T> items, Func<T, System.Xml.Linq.XElement> element)
    {
        xml.WriteStartElement(name, MspdiText.Namespace);
        foreach (var item in items) element(item).WriteTo(xml);
        xml.WriteEndElement();
    }

    private System.Xml.Linq.XElement Head()
    {
        var head = new ElementBuilder("Project", MspdiOrder.Project)
            .Add("Title", file.Name).Add("StartDate", file.Start).Add("FinishDate", file.MustFinishBy ?? file.Tasks.Max(t => t.Stored.Finish))
            .Add("CriticalSlackLimit", file.Options.CriticalFloat / Math.Max(1, file.MinutesPerDay)).Add("CalendarUID", file.CalendarUid)
            .Add("MinutesPerDay", file.MinutesPerDay).Add("MinutesPerWeek", file.MinutesPerWeek).Add("DaysPerMonth", file.DaysPerMonth)
            .Add("HonorConstraints", file.Options.HonorConstraints).Add("MultipleCriticalPaths", file.Options.OpenEndsAreCritical).Add("SplitsInProgressTasks", file.Options.SplitInProgress)
            .Add("StatusDate", file.DataDate);
        var own = file.Format == PlanFormat.Mspdi ? file.Extra : null;
        if (own is null || !System.Xml.Linq.XElement.Parse(own).Elements(ElementBuilder.Named("Name")).Any()) head.Add("Name", file.Name);
        if (own is null) head.Add("SaveVersion", 14L).Add("ScheduleFromStart", true);
        return head.With(own);
    }

    private System.Xml.Linq.XElement Assignment(PlanAssignment assignment)
    {
        var (start, finish) = Within(assignment);
        return new ElementBuilder("Assignment", MspdiOrder.Assignment)
            .Add("UID", (long?)assignment.Uid ?? numbers.NextAssignment()).Add("TaskUID", (long)numbers.Of(assignment.TaskKey)).Add("ResourceUID", (long)assignment.ResourceUid).Add("Units", assignment.Units)
            .Minutes("Work", assignment.Work).Minutes("ActualWork", assignment.ActualWork).Cost("Cost", assignment.Cost).Cost("ActualCost", assignment.ActualCost).Add("Start", start).Add("Finish", finish).With(assignment.Extra);
    }

    /// <summary>An assignment lies within its task: where the task has moved since, it takes the task's dates.</summary>
    private (DateTime? Start, DateTime? Finish) Within(PlanAssignment assignment)
    {
        var dates = stored.GetValueOrDefault(assignment.TaskKey);
        return assignment.Start < dates?.Start || assignment.Finish > dates?.Finish ? (dates?.Start, dates?.Finish) : (assignment.Start, assignment.Finish);
    }
}
