using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Delivery.Risks;
using Tandem.Delivery.WorkItems;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>A file's plan as a project's rows; what rules asked for in the plan before is kept beside it.</summary>
internal sealed class ImportedRows
{
    private const long Gap = 1 << 20;
    private readonly Project _project;
    private readonly Dictionary<int, WorkItem> _byKey = [];
    private readonly HashSet<WorkItemId> _kept = [];
    private readonly Dictionary<int, WorkItemId> _ids;

    public ImportedRows(PlanFile file, Project project, PlanHead head, PlanSnapshot before, IReadOnlyList<JoinedLink> joined)
    {
        _project = project;
        var known = before.Rows.Items.Where(item => item.Uid is not null).GroupBy(item => item.Uid!.Value).ToDictionary(same => same.Key, same => same.First());
        var byRule = OfRules(before);
        var ready = Ready(file);
        foreach (var (at, task) in file.Tasks.Index()) _byKey[task.Key] = Item(task, at, head, task.Uid is { } uid ? known.GetValueOrDefault(uid) : null, ready.Contains(task.Key));
        var items = _byKey.Values.Concat(byRule).ToList();
        Estimates = [.. from task in file.Tasks where task.Estimate is not null select Estimate.Of(_byKey[task.Key].Id, project, task.Estimate!)];
        _ids = items.ToDictionary(item => item.Number, item => item.Id);
        _kept.UnionWith(items.Select(item => item.Id));
        Gone = [.. before.Rows.Items.Select(item => item.Id).Where(id => !_kept.Contains(id))];
        Plan = new PlanRows(head, items, [.. file.Links.Select(Link), .. before.Rows.Links.Where(Within(byRule))], [.. file.Calendars.DistinctBy(c => c.Uid).Select(Calendar)],
            [.. file.Resources.DistinctBy(r => r.Uid).Select(Resource)], [.. file.Assignments.Where(a => _byKey.ContainsKey(a.TaskKey)).Select(Assignment)])
        {
            Outside = [.. before.Rows.Outside.Where(link => _kept.Contains(link.To))],
        };
        Joined = [.. joined.Select(Link).Where(link => !Plan.Outside.Any(known => known.From == link.From && known.To == link.To))];
        Plan = Plan with { Outside = [.. Plan.Outside, .. Joined] };
    }

    public PlanRows Plan { get; }

    /// <summary>How long items may take, as the file's custom fields say.</summary>
    public IReadOnlyList<Estimate> Estimates { get; }

    /// <summary>New links from items of other projects.</summary>
    public IReadOnlyList<Link> Joined { get; }

    /// <summary>Items of the plan before that are no more.</summary>
    public IReadOnlyList<WorkItemId> Gone { get; }

    public WorkItemId IdOf(int number) => _ids[number];

    public int NumberOf(int key) => _byKey[key].Number;

    /// <summary>What signals asked for, with the summaries above.</summary>
    private static List<WorkItem> OfRules(PlanSnapshot before)
    {
        var rows = new HashSet<int>();
        for (var row = 0; row < before.Count; row++)
        {
            if (before.Outline.Items[row].Signal is null) continue;
            for (var up = row; up >= 0; up = before.Outline.Parents[up]) rows.Add(up);
        }
        return [.. rows.Select(row => before.Outline.Items[row])];
    }

    private static Func<Link, bool> Within(List<WorkItem> items)
    {
        var ids = items.Select(item => item.Id).ToHashSet();
        return link => ids.Contains(link.From) && ids.Contains(link.To);
    }

    /// <summary>Keys of the tasks whose predecessors are all finished.</summary>
    private static HashSet<int> Ready(PlanFile file)
    {
        var finished = file.Tasks.Where(task => task.ActualFinish is not null).Select(task => task.Key).ToHashSet();
        var waiting = file.Links.Where(link => !finished.Contains(link.From)).Select(link => link.To).ToHashSet();
        return [.. file.Tasks.Select(task => task.Key).Where(key => !waiting.Contains(key))];
    }

    private WorkItem Item(PlanTask task, int at, PlanHead head, WorkItem? kept, bool ready)
    {
        var again = kept is not null && _kept.Add(kept.Id) ? kept : null;
        WorkItemId? parent = task.ParentKey is { } up ? _byKey[up].Id : null;
        return WorkItem.Of(task, (again?.Number ?? ++head.LastNumber, again?.Id ?? WorkItemId.New(), parent, Gap * (at + 1)), again, _project, ready);
    }

    private Link Link(PlanLink link) => new()
    {
        Id = DependencyId.New(), Workspace = _project.Workspace, Project = _project.Id, From = _byKey[link.From].Id, To = _byKey[link.To].Id,
        Type = link.Type, Lag = link.Lag, Unit = link.Unit, LagFormat = link.LagFormat, FileExtra = link.Extra,
    };

    private Link Link(JoinedLink joined) => new()
    {
        Id = DependencyId.New(), Workspace = _project.Workspace, Project = _project.Id, FromProject = joined.Project, From = joined.From, To = _byKey[joined.Link.To].Id,
        Type = joined.Link.Type, Lag = joined.Link.Lag, Unit = joined.Link.Unit,
    };

    private CalendarRow Calendar(CalendarDefinition calendar) => new() { Project = _project.Id, Workspace = _project.Workspace, Uid = calendar.Uid, Definition = calendar };

    private ResourceRow Resource(PlanResource resource) => new()
    {
        Project = _project.Id, Workspace = _project.Workspace, Uid = resource.Uid, Name = resource.Name, Type = resource.Type, MaxUnits = resource.MaxUnits,
        Calendar = resource.CalendarUid, StandardRate = resource.StandardRate, Email = resource.Email, Rates = resource.Rates, FileExtra = resource.Extra,
    };

    private Assignment Assignment(PlanAssignment row) => new()
    {
        Id = Guid.CreateVersion7(), Workspace = _project.Workspace, Project = _project.Id, Item = _byKey[row.TaskKey].Id, Resource = row.ResourceUid,
        Units = row.Units, Work = row.Work, Uid = row.Uid, FileExtra = row.Extra,
        ActualWork = row.ActualWork, Cost = row.Cost, ActualCost = row.ActualCost, Start = row.Start, Finish = row.Finish,
    };
}
