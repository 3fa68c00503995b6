using System.Globalization;
using Tandem.Contracts.Ids;
using Tandem.Delivery.WorkItems;

namespace Tandem.Delivery.Plans;

/// <summary>The WBS tree of a plan, rows in reading order: each after its parent, siblings by rank.</summary>
internal sealed class Outline
{
    private readonly Dictionary<WorkItemId, int> _index;
    private readonly int[] _size;

    public Outline(IReadOnlyCollection<WorkItem> items)
    {
        var known = items.Select(item => item.Id).ToHashSet();
        var children = items.ToLookup(item => item.Parent is { } up && known.Contains(up) ? up : default);
        (Items, Codes, Parents, Levels, _index) = (new WorkItem[items.Count], new string[items.Count], new int[items.Count], new int[items.Count], new(items.Count));
        var at = 0;
        var open = new Stack<(WorkItem Item, int Parent, string Code)>();
        Push(open, children[default], -1, "");
        while (open.TryPop(out var next))
        {
            (Items[at], Parents[at], Codes[at]) = next;
            Levels[at] = next.Parent < 0 ? 1 : Levels[next.Parent] + 1;
            _index[next.Item.Id] = at;
            Push(open, children[next.Item.Id], at++, next.Code + ".");
        }
        if (at != items.Count) throw new InvalidOperationException("Rows of the plan stand under themselves.");
        _size = Sizes();
    }

    private Outline(Outline same, WorkItem[] items) =>
        (Items, Codes, Parents, Levels, _index, _size) = (items, same.Codes, same.Parents, same.Levels, same._index, same._size);

    public WorkItem[] Items { get; }

    /// <summary>Outline codes: 1, 1.1, 1.2.</summary>
    public string[] Codes { get; }

    /// <summary>Row of the parent, −1 at the top.</summary>
    public int[] Parents { get; }

    /// <summary>1 at the top.</summary>
    public int[] Levels { get; }

    /// <summary>The same tree with some rows' items in a newer version.</summary>
    public Outline With(IEnumerable<WorkItem> changed)
    {
        var items = (WorkItem[])Items.Clone();
        foreach (var item in changed) items[_index[item.Id]] = item;
        return new Outline(this, items);
    }

    public int? Find(WorkItemId id) => _index.TryGetValue(id, out var row) ? row : null;

    public bool HasChildren(int row) => _size[row] > 1;

    /// <summary>Rows of a branch: the row itself and all below it.</summary>
    public IEnumerable<int> Branch(int row) => Enumerable.Range(row, _size[row]);

    private static void Push(Stack<(WorkItem Item, int Parent, string Code)> open, IEnumerable<WorkItem> children, int parent, string prefix)
    {
        var sorted = children.OrderBy(child => child.Rank).ThenBy(child => child.Number).ToArray();
        for (var i = sorted.Length - 1; i >= 0; i--) open.Push((sorted[i], parent, prefix + (i + 1).ToString(CultureInfo.InvariantCulture)));
    }

    private int[] Sizes()
    {
        var size = new int[Items.Length];
        for (var row = size.Length - 1; row >= 0; row--)
        {
            size[row]++;
            if (Parents[row] >= 0) size[Parents[row]] += size[row];
        }
        return size;
    }
}
