using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Problems;
using Tandem.Scheduling;

namespace Tandem.Delivery.WorkItems;

/// <summary>
/// Predecessors as a spreadsheet's cell names them: <c>12FS+2d</c>, <c>A1020</c>, <c>1.3 SS-50%</c>, <c>Walls; Roof FF</c>. A reference is an item's number, its code, its
/// outline code or its name, be it of a row that comes in the same table. The cell says all links of its item within the plan.
/// </summary>
internal sealed partial class PastedLinks
{
    private const double MostLag = 10_000_000;

    /// <summary>A name with type and lag.</summary>
    private const int LongestPart = Fields.NameLength + 40;
    private readonly EditScope _scope;
    private readonly Dictionary<string, List<WorkItemId>> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, WorkItemId> _byCode = new(StringComparer.OrdinalIgnoreCase);

    public PastedLinks(EditScope scope, IEnumerable<WorkItem> made)
    {
        _scope = scope;
        var outline = scope.Before.Outline;
        foreach (var (row, item) in outline.Items.Index())
        {
            // outline codes first: an item's own number and code stand above them
            _byCode[outline.Codes[row]] = item.Id;
            Name(item);
        }
        foreach (var item in outline.Items.Where(item => item.Code is not null)) _byCode[item.Code!] = item.Id;
        foreach (var item in outline.Items) _byCode[item.Number.ToString(CultureInfo.InvariantCulture)] = item.Id;
        foreach (var item in made) Name(item);
    }

    [GeneratedRegex(@"^(?<ref>.+?)\s*(?:(?<type>FS|SS|FF|SF)\s*)?(?:(?<sign>[+\-−])\s*(?<lag>\d+(?:[.,]\d+)?)\s*(?<unit>e?%|[a-z]*|\p{IsCJKUnifiedIdeographs}*))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern { get; }

    /// <summary>Links that were there before, tracked, of these items.</summary>
    public async Task<ILookup<WorkItemId, Link>> LinksOfAsync(IReadOnlyCollection<WorkItemId> items, CancellationToken cancel)
    {
        var links = new List<Link>();
        foreach (var some in items.Chunk(500)) links.AddRange(await _scope.Db.Links.Where(link => link.Project == _scope.Project.Id && link.FromProject == null && some.Contains(link.To)).ToListAsync(cancel));
        return links.ToLookup(link => link.To);
    }

    /// <summary>Makes an item's links what its cell says; whether that changes anything.</summary>
    /// <exception cref="ProblemException">400 naming what can't be read or is not there.</exception>
    public bool Set(WorkItem item, string cell, IEnumerable<Link> before)
    {
        var (known, changed) = (before.ToList(), false);
        foreach (var (from, type, lag, unit) in Read(item, cell))
        {
            if ((known.Find(link => link.From == from && link.Type == type) ?? known.Find(link => link.From == from)) is { } link)
            {
                known.Remove(link);
                if ((link.Type, link.Lag, link.Unit) == (type, lag, unit)) continue;
                (link.Type, link.Lag, link.Unit, link.LagFormat) = (type, lag, unit, null);
            }
            else _scope.Db.Add(new Link { Id = DependencyId.New(), Workspace = item.Workspace, Project = item.Project, From = from, To = item.Id, Type = type, Lag = lag, Unit = unit });
            changed = true;
        }
        _scope.Db.RemoveRange(known);
        return changed || known.Count > 0;
    }

    private List<(WorkItemId From, LinkType Type, double Lag, LagUnit Unit)> Read(WorkItem item, string cell)
    {
        // a name may hold what otherwise separates
        var parts = Find(cell.Trim()) is not null ? [cell.Trim()] : cell.Split([';', '；', ',', '，', '、'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var links = parts.Select(part => One(item, part)).ToList();
        // Primavera ties a pair by its starts and by its finishes
        return links.GroupBy(link => (link.From, link.Type)).FirstOrDefault(same => same.Count() > 1) is null ? links : throw Bad("predecessor_twice", cell);
    }

    private (WorkItemId From, LinkType Type, double Lag, LagUnit Unit) One(WorkItem item, string part)
    {
        if (Find(part) is { } whole) return (Other(item, whole, part), LinkType.FinishStart, 0, LagUnit.Minutes);
        if (part.Length > LongestPart) throw Bad("unknown_predecessor", part[..LongestPart]);
        if (Pattern.Match(part) is not { Success: true } match) throw Bad("unknown_predecessor", part);
        var from = Find(match.Groups["ref"].Value) ?? throw Bad("unknown_predecessor", part);
        var (lag, unit) = match.Groups["lag"].Success ? Lag(match, part) : (0, LagUnit.Minutes);
        return (Other(item, from, part), PlanWords.Link(match.Groups["type"].Success ? match.Groups["type"].Value.ToLowerInvariant() : "fs")!.Value, lag, unit);
    }

    private (double, LagUnit) Lag(Match match, string part)
    {
        var size = double.Parse(match.Groups["lag"].Value.Replace(',', '.'), CultureInfo.InvariantCulture) * (match.Groups["sign"].Value == "+" ? 1 : -1);
        var (each, unit) = Unit(match.Groups["unit"].Value.ToLowerInvariant()) ?? throw Bad("unreadable_lag", part);
        var lag = unit is LagUnit.Percent or LagUnit.ElapsedPercent ? size : Math.Round(size * each);
        return Math.Abs(lag) <= MostLag ? (lag, unit) : throw Bad("unreadable_lag", part);
    }

    private (long Each, LagUnit Unit)? Unit(string text) => text switch
    {
        "%" => (1, LagUnit.Percent),
        "e%" => (1, LagUnit.ElapsedPercent),
        "m" or "min" or "mins" or "分" or "分钟" => (1, LagUnit.Minutes),
        "h" or "hr" or "hrs" or "hour" or "hours" or "小时" or "工时" => (60, LagUnit.Minutes),
        "" or "d" or "day" or "days" or "天" or "日" or "工作日" or "个工作日" => (_scope.Head.MinutesPerDay, LagUnit.Minutes),
        "w" or "wk" or "wks" or "week" or "weeks" or "周" or "星期" => (_scope.Head.MinutesPerWeek, LagUnit.Minutes),
        "mo" or "mon" or "mons" or "month" or "months" or "月" or "个月" => ((long)_scope.Head.DaysPerMonth * _scope.Head.MinutesPerDay, LagUnit.Minutes),
        "em" or "emin" or "日历分" => (1, LagUnit.ElapsedMinutes),
        "eh" or "ehr" or "日历时" or "日历小时" => (60, LagUnit.ElapsedMinutes),
        "ed" or "eday" or "edays" or "日历日" or "日历天" => (1440, LagUnit.ElapsedMinutes),
        "ew" or "ewk" or "eweek" or "eweeks" or "日历周" => (7 * 1440, LagUnit.ElapsedMinutes),
        _ => null,
    };

    private WorkItemId? Find(string reference) => _byCode.TryGetValue(reference, out var id) ? id
        : !_byName.TryGetValue(reference, out var named) ? null : named.Count == 1 ? named[0] : throw Bad("ambiguous_predecessor", reference);

    private static WorkItemId Other(WorkItem item, WorkItemId from, string part) => from != item.Id ? from : throw Bad("unknown_predecessor", part);

    private void Name(WorkItem item)
    {
        if (_byName.TryGetValue(item.Name, out var same)) same.Add(item.Id);
        else _byName[item.Name] = [item.Id];
    }

    private static ProblemException Bad(string code, string text) => ProblemException.Invalid("predecessors", code, text);
}
