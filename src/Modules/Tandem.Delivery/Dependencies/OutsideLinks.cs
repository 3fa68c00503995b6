using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;

namespace Tandem.Delivery.Dependencies;

/// <summary>Reads the links between an item and items of other projects, in both directions.</summary>
internal sealed class OutsideLinks(DeliveryDbContext db)
{
    public Task<List<Link>> OfAsync(ProjectId project, WorkItemId item, CancellationToken cancel) => db.Links.AsNoTracking()
        .Where(link => link.FromProject != null && (link.Project == project && link.To == item || link.FromProject == project && link.From == item)).OrderBy(link => link.Id).ToListAsync(cancel);
}
