using System.Xml;

namespace Tandem.Scheduling.Files;

/// <summary>Reads MSPDI as a stream: one task, calendar, resource or assignment in memory at a time.</summary>
internal sealed class MspdiReader
{
    private readonly XmlReader xml;
    private readonly List<PlanWarning> warnings = [];
    private readonly List<CalendarDefinition> calendars = [];
    private readonly Dictionary<int, PlanResource> resources = [];
    private readonly HashSet<int> calendarUids = [];
    private readonly List<PlanAssignment> assignments = [];

    /// <summary>Assignments to tasks that have not been read, each with the one before it.</summary>
    private readonly List<(LinedElement Element, int? Behind)> early = [];
    private readonly MspdiTasks tasks;
    private readonly MspdiSplits splits = new();
    private readonly LinedElement head;

    private MspdiReader(XmlReader xml)
    {
        this.xml = xml;
        tasks = new MspdiTasks(warnings);
        head = new LinedElement(System.Xml.Linq.XName.Get("Project", MspdiText.Namespace), 1);
    }

    public static PlanFile Read(Stream stream)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true };
        using var xml = XmlReader.Create(stream, settings);
        try
        {
            return new MspdiReader(xml).Read();
        }
        catch (XmlException broken)
        {
            var dtd = broken.Message.Contains("DTD", StringComparison.Ordinal);
            throw new PlanFileException(dtd ? "dtd_refused" : "broken_xml", dtd ? "The file has a document type definition; plan files have none, and it is refused." : $"The XML is broken: {broken.Message}", Math.Max(broken.LineNumber, Math.Max(1, LinedElement.LineOf(xml))), null, broken);
        }
    }

    private PlanFile Read()
    {
        var before = Outside(after: false);
        if (xml.LocalName != "Project" || xml.NamespaceURI is not (MspdiText.Namespace or ""))
        {
            if (xml.LocalName == "APIBusinessObjects") throw new PlanFileException("pmxml_file", "This is Primavera's own XML (PMXML). In Primavera choose File, Export, Primavera PM - (XER) and import that file.", LinedElement.LineOf(xml), xml.LocalName);
            throw new PlanFileException("not_mspdi", $"The file's root element is {xml.LocalName}, not Project: it is no Microsoft Project XML.", LinedElement.LineOf(xml), xml.LocalName);
        }
        AddNamespaces();
        head.AddAttributes(xml);
        head.Add(before);
        var empty = xml.IsEmptyElement;
        if (!empty) ReadChildren();
        xml.Read();
        head.Add(Outside(after: true));
        Keep("Assignments", early.Where(e => AddAssignment(e.Element) is null));
        PlanFileLimits.CheckDays(calendars);
        return splits.Lay(new MspdiHead(head, tasks, calendars, warnings).File() with { Resources = [.. resources.Values], Assignments = assignments });
    }

    private void ReadChildren()
    {
        xml.Read();
        while (Next(head.Add))
        {
            switch (xml.NamespaceURI is MspdiText.Namespace or "" ? xml.LocalName : "")
            {
                case "Calendars": ReadAll("Calendar", AddCalendar); break;
                case "Tasks": ReadAll("Task", tasks.Add); break;
                case "Resources": ReadAll("Resource", e => MspdiResource.Read(e, warnings, resources)); break;
                case "Assignments": ReadAll("Assignment", AddAssignment, early); break;
                default: KeepHead(LinedElement.Read(xml)); break;
            }
        }
    }

    /// <summary>Comments and instructions up to the root element or the end of the file.</summary>
    private List<LinedElement> Outside(bool after)
    {
        var remarks = new List<LinedElement>();
        while (xml.NodeType != XmlNodeType.Element && !xml.EOF)
        {
            if (MspdiRemarks.Of(xml) is { } remark) remarks.Add(MspdiRemarks.Outside(remark, after));
            xml.Read();
        }
        return remarks;
    }

    /// <summary>Goes on to the next element of the list; false at its end. Remarks on the way go to <paramref name="remark"/>.</summary>
    private bool Next(Action<LinedElement> remark)
    {
        while (xml.NodeType is not (XmlNodeType.Element or XmlNodeType.EndElement))
        {
            if (MspdiRemarks.Of(xml) is { } found) remark(found);
            if (!xml.Read()) break;
        }
        return xml.NodeType == XmlNodeType.Element;
    }

    private void AddNamespaces()
    {
        while (xml.MoveToNextAttribute())
        {
            if (xml.Prefix == "xmlns") head.SetAttributeValue(System.Xml.Linq.XNamespace.Xmlns + xml.LocalName, xml.Value);
        }
        xml.MoveToElement();
    }

    private int? AddAssignment(LinedElement element)
    {
        if (MspdiAssignment.TaskOf(element) is not { } task || !tasks.Has(task) || MspdiAssignment.Read(element, task, warnings, splits) is not { } assignment) return null;
        assignments.Add(assignment);
        return assignment.Uid ?? int.MinValue;
    }

    private int? AddCalendar(LinedElement element)
    {
        if (!int.TryParse(new Fields(element, []).Peek("UID"), out var uid) || !calendarUids.Add(uid)) return null;
        calendars.Add(MspdiCalendar.Read(element, warnings));
        return uid;
    }

    private void KeepHead(LinedElement element)
    {
        if (element.Name.LocalName is "ExtendedAttributes" or "OutlineCodes") tasks.Custom.Define(element);
        head.Add(element);
    }

    /// <summary>The elements of a list, one after the other; those that are no rows are kept beside it, or for later.</summary>
    private void ReadAll(string name, Func<LinedElement, int?> take, List<(LinedElement, int?)>? later = null)
    {
        var list = new LinedElement(System.Xml.Linq.XName.Get(xml.LocalName, MspdiText.Namespace), LinedElement.LineOf(xml));
        list.AddAttributes(xml);
        var (empty, behind, others) = (xml.IsEmptyElement, (int?)null, new List<(LinedElement, int?)>());
        xml.Read();
        while (!empty && Next(remark => others.Add((remark, behind))))
        {
            LinedElement.CheckDepth(xml);
            var element = LinedElement.Read(xml);
            var row = element.Name == ElementBuilder.Named(name);
            if (row && take(element) is { } uid) behind = uid;
            else (row && later is not null ? later : others).Add((element, behind));
        }
        if (!empty) xml.Read();
        if (list.HasAttributes) head.Add(list);
        Keep(list.Name.LocalName, others);
    }

    private void Keep(string list, IEnumerable<(LinedElement Element, int? Behind)> others)
    {
        var kept = new LinedElement(ElementBuilder.Named(list), 0);
        foreach (var (element, behind) in others)
        {
            MspdiExtra.Place(element, behind);
            kept.Add(element);
        }
        if (kept.HasElements) head.Add(kept);
    }
}
