using System.Globalization;
using System.Xml.Linq;

namespace Tandem.Server.Tests.Delivery;

/// <summary>What of one MSPDI document is not in another: elements by path and place, attributes, texts to the letter. More may be there; computed dates are not compared.</summary>
internal static class XmlLoss
{
    private static readonly HashSet<string> Lists = ["Calendars", "Tasks", "Resources", "Assignments"];

    /// <summary>A schedule gives these anew.</summary>
    private static readonly HashSet<string> Computed =
        ["Start", "Finish", "EarlyStart", "EarlyFinish", "LateStart", "LateFinish", "FreeSlack", "StartSlack", "FinishSlack", "TotalSlack", "Critical"];

    public static List<string> Of(XDocument before, XDocument after)
    {
        var lost = new List<string>();
        Compare(before.Root!, after.Root!, "", lost);
        return lost;
    }

    private static void Compare(XElement before, XElement after, string above, List<string> lost)
    {
        var path = $"{above}/{before.Name.LocalName}";
        foreach (var attribute in before.Attributes().Where(a => !a.IsNamespaceDeclaration && (string?)after.Attribute(a.Name) != a.Value)) lost.Add($"{path}@{attribute.Name}={attribute.Value}");
        if (Lists.Contains(before.Name.LocalName) && before.Elements().Select(e => e.Name).SequenceEqual(after.Elements().Select(e => e.Name)) is false) lost.Add($"{path}: {before.Elements().Count()} rows in order, now {after.Elements().Count()}");
        if (Text(before) != Text(after) && Text(before).Length > 0 && !IsComputed(before)) lost.Add($"{path}: '{Text(before)}' is now '{Text(after)}'");
        foreach (var group in before.Elements().GroupBy(e => e.Name))
        {
            var same = after.Elements(group.Key).ToList();
            foreach (var (at, element) in group.Index())
            {
                var one = Lists.Contains(before.Name.LocalName) ? $"{path}[{at.ToString(CultureInfo.InvariantCulture)}]" : path;
                if (at < same.Count) Compare(element, same[at], one, lost);
                else lost.Add($"{one}/{group.Key.LocalName} is missing");
            }
        }
    }

    private static bool IsComputed(XElement element) => (element.Parent?.Name.LocalName == "Task" && (Computed.Contains(element.Name.LocalName) || (element.Name.LocalName == "Duration" && IsSummary(element.Parent))))
        || (element.Parent?.Name.LocalName == "Assignment" && element.Name.LocalName is "Start" or "Finish") || (element.Parent?.Parent is null && element.Name.LocalName == "FinishDate");

    private static bool IsSummary(XElement task) => (string?)task.Element(task.Name.Namespace + "Summary") == "1";

    private static string Text(XElement element) => string.Concat(element.Nodes().OfType<XText>().Select(t => t.Value).Where(t => t.Trim().Length > 0));
}
