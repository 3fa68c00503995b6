using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;

namespace Tandem.Delivery.WorkItems;

/// <summary>What an edit of an item answers: the item as it is now, all rows whose dates changed, the plan's version.</summary>
internal sealed record EditAnswer(PlanItemAnswer? Item, IReadOnlyList<MovedItem> Moved, long PlanVersion)
{
    public static async Task<EditAnswer> OfAsync(EditResult result, WorkItemId? item, IPeople people, CancellationToken cancel)
    {
        var row = item is { } id ? result.Plan.Outline.Find(id) : null;
        return new EditAnswer(row is { } at ? (await PlanView.OfAsync(result.Plan, people, cancel)).Item(at) : null, result.Moved, result.Plan.Head.Version);
    }
}
