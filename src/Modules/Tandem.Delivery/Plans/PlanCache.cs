using Tandem.Contracts.Ids;

namespace Tandem.Delivery.Plans;

/// <summary>
/// Plans in memory, each with the stamp of the write it came from; the last two of a plan, so that a reader who began before a write still finds its own.
/// Bounded by rows: what was used longest ago goes first.
/// </summary>
internal sealed class PlanCache
{
    private const int MaxRows = 150_000;
    private readonly Lock _lock = new();
    private readonly LinkedList<PlanSnapshot> _byUse = new();

    public PlanSnapshot? Find(ProjectId project, Guid stamp)
    {
        lock (_lock)
        {
            for (var node = _byUse.First; node is not null; node = node.Next)
            {
                if (node.Value.Head.Project != project || node.Value.Head.Stamp != stamp) continue;
                _byUse.Remove(node);
                _byUse.AddFirst(node);
                return node.Value;
            }
            return null;
        }
    }

    public void Put(PlanSnapshot plan)
    {
        lock (_lock)
        {
            _byUse.AddFirst(plan);
            var (rows, ofPlan) = (0, 0);
            for (var node = _byUse.First; node is not null;)
            {
                var next = node.Next;
                rows += node.Value.Count;
                if (node.Value.Head.Project == plan.Head.Project && ++ofPlan > 2 || rows > MaxRows && node != _byUse.First)
                {
                    rows -= node.Value.Count;
                    _byUse.Remove(node);
                }
                node = next;
            }
        }
    }
}
