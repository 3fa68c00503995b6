using System.Globalization;

namespace Tandem.Scheduling.Files;

/// <summary>
/// A predecessor in another file. Project names it <c>path\\file.mpp\\number</c>; others write the file alone, and the task's number as CrossProjectUID or PredecessorUID. MSPDI doesn't
/// say where the predecessor stands: the successor's own start, or finish where the link is of that, is the date that the link held.
/// </summary>
internal static class MspdiExternalLink
{
    public static ExternalLink Of(PlanTask to, Fields fields, int? from, LinkType type)
    {
        var unit = MspdiText.LagUnitOf(fields.Number("LagFormat"));
        var lag = fields.Real("LinkLag") ?? 0;
        List<string> names = [.. (fields.Peek("CrossProjectName") ?? "").Split('\\', '/').Select(name => name.Trim()).Where(name => name.Length > 0)];
        var number = names.Count > 1 && int.TryParse(names[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? last : (int?)null;
        if (number is not null) names.RemoveAt(names.Count - 1);
        var link = new ExternalLink(to.Key, names.Count == 0 ? [] : [Path.GetFileNameWithoutExtension(names[^1])], number ?? fields.Number("CrossProjectUID") ?? from, null, type,
            unit is LagUnit.Percent or LagUnit.ElapsedPercent ? lag : lag / 10, unit);
        return link with { Held = link.BoundsFinish ? to is { ActualFinish: null, Manual: null } ? to.Stored.Finish : null : to is { ActualStart: null, Manual: null } ? to.Stored.Start : null };
    }
}
