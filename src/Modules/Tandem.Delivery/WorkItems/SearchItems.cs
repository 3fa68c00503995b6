using Microsoft.EntityFrameworkCore;
using Tandem.Kernel.Searching;

namespace Tandem.Delivery.WorkItems;

/// <summary>Finds projects and work items by name; names that begin so come first.</summary>
internal sealed class SearchItems(DeliveryDbContext db) : ISearch
{
    public async Task<IReadOnlyList<Found>> FindAsync(string text, int limit, CancellationToken cancel)
    {
        var pattern = $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        var projects = await db.Projects.AsNoTracking().Where(project => project.ScenarioOf == null && EF.Functions.Like(project.Name, pattern, "\\")).Take(limit).ToListAsync(cancel);
        var items = await db.Items.AsNoTracking().Where(item => EF.Functions.Like(item.Name, pattern, "\\") && db.Projects.Any(project => project.Id == item.Project && project.ScenarioOf == null)).OrderBy(item => item.Name.Length).Take(limit)
            .Select(item => new { item.Id, item.Project, item.Name }).ToListAsync(cancel);
        var names = await db.Projects.AsNoTracking().ToDictionaryAsync(project => project.Id, project => project.Name, cancel);
        return [.. projects.Select(project => new Found("search.project", project.Name, null, $"/projects/{project.Id}"))
            .Concat(items.Select(item => new Found("search.work-item", item.Name, names.GetValueOrDefault(item.Project), $"/projects/{item.Project}/items/{item.Id}")))
            .OrderByDescending(found => found.Name.StartsWith(text, StringComparison.OrdinalIgnoreCase)).Take(limit)];
    }
}
