using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Projects;
using Tandem.Delivery.WorkItems;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Plans;

/// <summary>What an edit of a plan works on: the plan as it stands, and the rows it changes.</summary>
internal sealed class EditScope(DeliveryDbContext db, Project project, PlanSnapshot before)
{
    public const long Gap = 1 << 20;
    private readonly HashSet<WorkItem> _edited = [];
    private readonly Lazy<ILookup<WorkItemId, Guid>> _assigned = new(() => before.Rows.Assignments.ToLookup(row => row.Item, row => row.Id));
    private readonly List<ResourceRow> _resources = [.. before.Rows.Resources];

    public DeliveryDbContext Db => db;
    public Project Project => project;
    public PlanSnapshot Before => before;

    /// <summary>The plan's head after the edit.</summary>
    public PlanHead Head { get; } = before.Head.Next();

    /// <summary>Items that a person edits here: their versions count it.</summary>
    public IReadOnlyCollection<WorkItem> Edited => _edited;

    /// <exception cref="ProblemException">404 where the plan has no such item.</exception>
    public async Task<WorkItem> ItemAsync(WorkItemId id, CancellationToken cancel)
    {
        var item = await db.Items.FirstOrDefaultAsync(row => row.Id == id && row.Project == project.Id, cancel) ?? throw ProblemException.NotFound();
        _edited.Add(item);
        return item;
    }

    /// <summary>Several items at once; those that the plan does not have are left out.</summary>
    public async Task<IReadOnlyList<WorkItem>> ItemsAsync(IReadOnlyCollection<WorkItemId> ids, CancellationToken cancel)
    {
        // one parameter, however many they are
        List<WorkItemId> wanted = [.. ids];
        var items = wanted.Count == 0 ? [] : await db.Items.Where(row => row.Project == project.Id && EF.Parameter(wanted).Contains(row.Id)).ToListAsync(cancel);
        _edited.UnionWith(items);
        return items;
    }

    /// <summary>What is assigned to an item, to be changed.</summary>
    public async Task<List<Assignment>> AssignmentsAsync(WorkItemId item, CancellationToken cancel)
    {
        var ids = _assigned.Value[item].ToList();
        return ids.Count == 0 ? [] : await db.Assignments.Where(row => row.Project == project.Id && ids.Contains(row.Id)).OrderBy(row => row.Uid).ThenBy(row => row.Id).ToListAsync(cancel);
    }

    /// <summary>The plan's resources, those that this edit made too.</summary>
    public IReadOnlyList<ResourceRow> Resources => _resources;

    /// <summary>Somebody new who works on the plan, full time.</summary>
    public ResourceRow AddResource(string name)
    {
        var made = new ResourceRow { Project = project.Id, Workspace = project.Workspace, Uid = Math.Max(0, _resources.Select(row => row.Uid).DefaultIfEmpty(0).Max()) + 1, Name = name, Type = Scheduling.Files.ResourceType.Work };
        _resources.Add(made);
        db.Add(made);
        return made;
    }

    /// <summary>Says that no person edits here: a plan that could be imported anew before still can.</summary>
    public void NotByPerson()
    {
        if (!before.Head.IsEdited) Head.ImportedVersion = Head.Version;
    }

    public int NextNumber() => ++Head.LastNumber;

    /// <summary>Puts an item under a parent, after a sibling (null: first), or last where no sibling is named.</summary>
    public async Task PlaceAsync(WorkItem item, WorkItemId? parent, WorkItemId? after, bool last, CancellationToken cancel)
    {
        RefuseOwnBranch(item, parent);
        item.Parent = parent;
        var siblings = before.Rows.Items.Where(row => row.Parent == parent && row.Id != item.Id).OrderBy(row => row.Rank).ThenBy(row => row.Number).ToList();
        var place = last ? siblings.Count : after is null ? 0 : siblings.FindIndex(row => row.Id == after) + 1;
        if (place == 0 && after is not null && !last) throw ProblemException.Invalid("after", "unknown_item");
        var (low, high) = (place == 0 ? 0 : siblings[place - 1].Rank, place == siblings.Count ? long.MaxValue : siblings[place].Rank);
        if (high == long.MaxValue) item.Rank = low + Gap;
        else if (high - low > 1) item.Rank = low + (high - low) / 2;
        else await SpreadAsync(item, siblings, place, cancel);
    }

    /// <summary>Puts new items one after another below a sibling, or last of all where none is named.</summary>
    public async Task PlaceAllAsync(IReadOnlyList<WorkItem> items, WorkItemId? after, CancellationToken cancel)
    {
        var row = after is { } id ? before.Outline.Find(id) ?? throw ProblemException.Invalid("after", "unknown_item") : (int?)null;
        var parent = row is { } at ? before.Outline.Items[at].Parent : null;
        var siblings = before.Rows.Items.Where(item => item.Parent == parent).OrderBy(item => item.Rank).ThenBy(item => item.Number).ToList();
        var place = after is null ? siblings.Count : siblings.FindIndex(item => item.Id == after) + 1;
        var low = place == 0 ? 0 : siblings[place - 1].Rank;
        var room = place == siblings.Count ? long.MaxValue : siblings[place].Rank - low;
        if (room <= items.Count)
        {
            // those behind make room
            var behind = siblings.Skip(place).Select(item => item.Id).ToHashSet();
            foreach (var item in await db.Items.Where(item => item.Project == project.Id && item.Parent == parent).ToListAsync(cancel))
                if (behind.Contains(item.Id)) item.Rank += Gap * (items.Count + 1);
            room = long.MaxValue;
        }
        var step = Math.Min(Gap, room / (items.Count + 1));
        foreach (var (index, item) in items.Index()) (item.Parent, item.Rank) = (parent, low + step * (index + 1));
    }

    private void RefuseOwnBranch(WorkItem item, WorkItemId? parent)
    {
        if (parent is null) return;
        if (before.Outline.Find(parent.Value) is not { } row)
        {
            if (db.Items.Local.Any(made => made.Id == parent)) return;
            throw ProblemException.Invalid("parent", "unknown_item");
        }
        for (int up = row; up >= 0; up = before.Outline.Parents[up])
            if (before.Outline.Items[up].Id == item.Id) throw ProblemException.Invalid("parent", "own_branch");
    }

    /// <summary>No room between two ranks: gives all siblings new ones.</summary>
    private async Task SpreadAsync(WorkItem item, List<WorkItem> siblings, int place, CancellationToken cancel)
    {
        var ids = siblings.Select(row => row.Id).ToList();
        var rows = await db.Items.Where(row => row.Project == project.Id && row.Parent == item.Parent && row.Id != item.Id).ToDictionaryAsync(row => row.Id, cancel);
        for (var i = 0; i < ids.Count; i++) rows[ids[i]].Rank = Gap * (i < place ? i + 1 : i + 2);
        item.Rank = Gap * (place + 1);
    }
}
