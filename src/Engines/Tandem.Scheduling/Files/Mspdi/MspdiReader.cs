using System.Xml;

namespace Tandem.Scheduling.Files;

/// <summary>Reads MSPDI as a stream: one task, calendar, resource or assignment in memory at a time.</summary>
internal sealed class MspdiReader
{
    private readonly XmlReader xml;
    private readonly List<PlanWarning> warnings = [];
    private readonly List<CalendarDefinition> calendars = [];
    private readonly List<PlanResource> resources = [];
    private readonly List<PlanAssignment> assignments = [];
    private readonly MspdiTasks tasks;
    private readonly MspdiSplits splits = new();
    private readonly LinedElement head;
    private long calendarDays;

    private MspdiReader(XmlReader xml)
    {
        this.xml = xml;
        tasks = new MspdiTasks(warnings);
        head = new LinedElement(System.Xml.Linq.XName.Get("Project", MspdiText.Namespace), 1);
    }

    public static PlanFile Read(Stream stream)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true, IgnoreProcessingInstructions = true };
        using var xml = XmlReader.Create(stream, settings);
        try
        {
            return new MspdiReader(xml).Read();
        }
        catch (XmlException broken)
        {
            var dtd = broken.Message.Contains("DTD", StringComparison.Ordinal);
            throw new PlanFileException(dtd ? "dtd_refused" : "broken_xml", dtd ? "The file has a document type definition; plan files have none, and it is refused." : $"The XML is broken: {broken.Message}", broken.LineNumber, null, broken);
        }
    }

    private PlanFile Read()
    {
        xml.MoveToContent();
        if (xml.LocalName != "Project" || xml.NamespaceURI is not (MspdiText.Namespace or ""))
        {
            if (xml.LocalName == "APIBusinessObjects") throw new PlanFileException("pmxml_file", "This is Primavera's own XML (PMXML). In Primavera choose File, Export, Primavera PM - (XER) and import that file.", LinedElement.LineOf(xml), xml.LocalName);
            throw new PlanFileException("not_mspdi", $"The file's root element is {xml.LocalName}, not Project: it is no Microsoft Project XML.", LinedElement.LineOf(xml), xml.LocalName);
        }
        if (!xml.IsEmptyElement) ReadChildren();
        return splits.Lay(new MspdiHead(head, tasks, calendars, warnings).File() with { Resources = resources, Assignments = assignments });
    }

    private void ReadChildren()
    {
        xml.Read();
        while (xml.NodeType == XmlNodeType.Element)
        {
            switch (xml.LocalName)
            {
                case "Calendars": ReadAll("Calendar", AddCalendar); break;
                case "Tasks": ReadAll("Task", tasks.Add); break;
                case "Resources": ReadAll("Resource", e => MspdiResource.Read(e, warnings, resources)); break;
                case "Assignments": ReadAll("Assignment", e => MspdiAssignment.Read(e, warnings, assignments, splits)); break;
                default: KeepHead(LinedElement.Read(xml)); break;
            }
        }
    }

    private void AddCalendar(LinedElement element)
    {
        var calendar = MspdiCalendar.Read(element, warnings);
        calendarDays += calendar.Exceptions.Sum(e => Recurrence.Longest(e.From, e.To)) + calendar.WorkWeeks.Sum(w => Recurrence.Longest(w.From, w.To));
        if (calendarDays > PlanFileLimits.CalendarDays) throw new PlanFileException("too_many_calendar_days", $"The calendars have more than {PlanFileLimits.CalendarDays} days that differ from their weeks.", element.Line, "Calendar");
        calendars.Add(calendar);
    }

    private void KeepHead(LinedElement element)
    {
        if (element.Name.LocalName == "ExtendedAttributes") tasks.Custom.Define(element);
        head.Add(element);
    }

    /// <summary>The elements of a list, one after the other; others in it are passed over.</summary>
    private void ReadAll(string name, Action<LinedElement> take)
    {
        var empty = xml.IsEmptyElement;
        xml.Read();
        if (empty) return;
        while (xml.NodeType == XmlNodeType.Element)
        {
            LinedElement.CheckDepth(xml);
            var element = LinedElement.Read(xml);
            if (element.Name.LocalName == name) take(element);
        }
        xml.Read();
    }
}
