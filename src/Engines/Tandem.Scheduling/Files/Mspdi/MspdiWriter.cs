using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Tandem.Scheduling.Files;

/// <summary>Writes MSPDI element by element.</summary>
internal sealed class MspdiWriter
{
    private static readonly XName[] Lists = [.. new[] { "Calendars", "Tasks", "Resources", "Assignments" }.Select(ElementBuilder.Named)];
    private readonly PlanFile file;
    private readonly XElement? own;
    private readonly MspdiNumbers numbers;
    private readonly MspdiCustomFieldsOut custom;
    private readonly XmlWriter xml;
    private readonly Dictionary<int, StoredDates> stored;

    private MspdiWriter(PlanFile file, XmlWriter xml)
    {
        (this.file, this.xml, custom, stored) = (file, xml, new MspdiCustomFieldsOut(file), file.Tasks.ToDictionary(t => t.Key, t => t.Stored));
        own = file is { Format: PlanFormat.Mspdi, Extra: { } extra } ? XElement.Parse(extra) : null;
        numbers = new MspdiNumbers(file, new MspdiList("Tasks", own).Uids, new MspdiList("Assignments", own).Uids);
    }

    public static void Write(PlanFile file, Stream stream)
    {
        using var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, CloseOutput = false, NewLineHandling = NewLineHandling.Entitize });
        new MspdiWriter(file, xml).Write();
    }

    private void Write()
    {
        xml.WriteStartDocument(true);
        foreach (var remark in MspdiRemarks.Outside(own, after: false)) remark.WriteTo(xml);
        xml.WriteStartElement("Project", MspdiText.Namespace);
        foreach (var attribute in (own?.Attributes() ?? []).Where(a => a.Name.LocalName != "xmlns")) WriteAttribute(attribute);
        foreach (var element in Head().Elements()) MspdiRemarks.Write(element, xml);
        List("Calendars", file.Calendars.Select(c => Row(c.Uid, c, MspdiCalendarOut.Element)));
        List("Tasks", new MspdiTaskOut(file, numbers, custom).Rows());
        List("Resources", file.Resources.Select(r => Row(r.Uid, r, MspdiResourceOut.Element)));
        List("Assignments", file.Assignments.Select(a => Row(a.Uid, a, Assignment)));
        xml.WriteEndElement();
        foreach (var remark in MspdiRemarks.Outside(own, after: true)) remark.WriteTo(xml);
    }

    private void WriteAttribute(XAttribute attribute)
    {
        if (attribute.IsNamespaceDeclaration) xml.WriteAttributeString("xmlns", attribute.Name.LocalName, null, attribute.Value);
        else xml.WriteAttributeString(attribute.Name.LocalName, attribute.Name.NamespaceName, attribute.Value);
    }

    private static (long?, Func<int, XElement>) Row<T>(int? uid, T row, Func<T, XElement> element) => (uid, _ => element(row));

    private void List(string name, IEnumerable<(long? Uid, Func<int, XElement> Element)> rows) => new MspdiList(name, own).Write(xml, rows);

    private XElement Head()
    {
        var head = new ElementBuilder("Project", MspdiOrder.Project)
            .Add("Title", file.Name).Add("StartDate", file.Start).Add("FinishDate", file.MustFinishBy ?? file.Tasks.Max(t => t.Stored.Finish))
            .Add("CriticalSlackLimit", file.Options.CriticalFloat / Math.Max(1, file.MinutesPerDay)).Add("CalendarUID", file.CalendarUid)
            .Add("MinutesPerDay", file.MinutesPerDay).Add("MinutesPerWeek", file.MinutesPerWeek).Add("DaysPerMonth", file.DaysPerMonth)
            .Add("HonorConstraints", file.Options.HonorConstraints).Add("MultipleCriticalPaths", file.Options.OpenEndsAreCritical).Add("SplitsInProgressTasks", file.Options.SplitInProgress)
            .Add("StatusDate", file.DataDate);
        if (own is null) return head.Add(custom.Definitions).Add("Name", file.Name).Add("SaveVersion", 14L).Add("ScheduleFromStart", true).With((XElement?)null);
        if (own.Element(ElementBuilder.Named("Name")) is null) head.Add("Name", file.Name);
        return head.With(new XElement(own.Name, own.Elements().Where(e => !Lists.Contains(e.Name) && !MspdiRemarks.IsOutside(e))));
    }

    private XElement Assignment(PlanAssignment assignment)
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
