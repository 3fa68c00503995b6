using System.Text.RegularExpressions;

namespace Tandem.Scheduling.Files;

/// <summary>Predecessors as written in a cell: <c>3</c>, <c>3FS+2d</c>, <c>4SS-50%;7FF</c>, or a task's name.</summary>
internal sealed partial class CsvLinks(CsvNumbers numbers, IReadOnlyDictionary<string, int> names, List<PlanWarning> warnings)
{
    [GeneratedRegex(@"^\s*(?<id>\d+)\s*(?<type>FS|SS|FF|SF|EA|AA|EE|AE)?\s*(?<lag>[+-].*)?$", RegexOptions.IgnoreCase)]
    private static partial Regex Pattern { get; }

    /// <summary>A comma in a lag with a unit is a decimal mark (3EA+2,5 Tage), unless what follows is a link of its own (3FS+2,5FS).</summary>
    [GeneratedRegex(@"(?<=[+-]\s*\d+),(?=\d+\s*[\p{L}%])(?!\d+\s*(FS|SS|FF|SF|EA|AA|EE|AE)\b)", RegexOptions.IgnoreCase)]
    private static partial Regex DecimalComma { get; }

    public IEnumerable<PlanLink> Read(string cell, int to, int line, IReadOnlyDictionary<int, int> keys)
    {
        if (names.TryGetValue(cell.Trim(), out var named) && named != to)
        {
            yield return new PlanLink(named, to, LinkType.FinishStart);
            yield break;
        }
        foreach (var part in (numbers.HasDecimalCommas ? DecimalComma.Replace(cell, ".") : cell).Split([';', '，', ',', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var match = Pattern.Match(part);
            if (!match.Success && names.TryGetValue(part, out var other) && other != to) yield return new PlanLink(other, to, LinkType.FinishStart);
            else if (!match.Success || !int.TryParse(match.Groups["id"].Value, out var id)) warnings.Add(new PlanWarning("unreadable_cell", line, "predecessors", [$"{line}", part, "predecessors"]));
            else if (!keys.TryGetValue(id, out var from) || from == to) warnings.Add(new PlanWarning("unknown_predecessor", line, "predecessors", [$"{to}", $"{id}"]));
            else if (Lag(match.Groups["lag"].Value, line) is var (lag, unit)) yield return new PlanLink(from, to, Type(match.Groups["type"].Value), lag, unit);
        }
    }

    private static LinkType Type(string text) => text.ToUpperInvariant() switch
    {
        "SS" or "AA" => LinkType.StartStart,
        "FF" or "EE" => LinkType.FinishFinish,
        "SF" or "AE" => LinkType.StartFinish,
        _ => LinkType.FinishStart,
    };

    private (double, LagUnit) Lag(string text, int line)
    {
        if (text.Length == 0) return (0, LagUnit.Minutes);
        var sign = text[0] == '-' ? -1 : 1;
        var rest = text[1..].Trim();
        if (rest.EndsWith('%') && numbers.TryNumber(rest.TrimEnd('%'), out var percent, out _)) return (sign * percent, LagUnit.Percent);
        if (numbers.TryDuration(rest, out var minutes, out _, out var elapsed)) return (sign * minutes, elapsed ? LagUnit.ElapsedMinutes : LagUnit.Minutes);
        warnings.Add(new PlanWarning("unreadable_cell", line, "predecessors", [$"{line}", text, "predecessors"]));
        return (0, LagUnit.Minutes);
    }
}
