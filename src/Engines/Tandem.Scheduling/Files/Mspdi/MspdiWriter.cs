using System.Text;
using System.Xml;

namespace Tandem.Scheduling.Files;

/// <summary>Writes MSPDI element by element.</summary>
internal sealed class MspdiWriter
{
    private readonly PlanFile file;
    private readonly MspdiNumbers numbers;
    private readonly XmlWriter xml;

    private MspdiWriter(PlanFile file, XmlWriter xml) => (this.file, this.xml, numbers) = (file, xml, new MspdiNumbers(file));

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
        List("Resources", file.Resources, Resource);
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
        if (file.Extra is null || !System.Xml.Linq.XElement.Parse(file.Extra).Elements(ElementBuilder.Named("Name")).Any()) head.Add("Name", file.Name);
        if (file.Extra is null) head.Add("SaveVersion", 14L).Add("ScheduleFromStart", true);
        return head.With(file.Extra);
    }

    private static System.Xml.Linq.XElement Resource(PlanResource resource) => new ElementBuilder("Resource", MspdiOrder.Resource)
        .Add("UID", (long)resource.Uid).Add("Name", resource.Name).Add("Type", (long)resource.Type).Add("MaxUnits", resource.MaxUnits).Add("CalendarUID", (long?)resource.CalendarUid)
        .Add("StandardRate", resource.StandardRate).Add("EmailAddress", resource.Email).With(resource.Extra);

    private System.Xml.Linq.XElement Assignment(PlanAssignment assignment) => new ElementBuilder("Assignment", MspdiOrder.Assignment)
        .Add("UID", (long?)assignment.Uid ?? numbers.NextAssignment()).Add("TaskUID", (long)numbers.Of(assignment.TaskKey)).Add("ResourceUID", (long)assignment.ResourceUid).Add("Units", assignment.Units)
        .Minutes("Work", assignment.Work).With(assignment.Extra);
}
