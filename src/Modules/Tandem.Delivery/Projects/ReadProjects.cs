using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;

namespace Tandem.Delivery.Projects;

/// <summary>Answers <see cref="IProjects"/>.</summary>
internal sealed class ReadProjects(DeliveryDbContext db) : IProjects
{
    public async ValueTask<IReadOnlyList<ProjectInfo>> ListAsync(CancellationToken cancel) =>
        [.. (await db.Projects.AsNoTracking().Where(project => project.ScenarioOf == null).OrderBy(project => project.Id).ToListAsync(cancel)).Select(Of)];

    public async ValueTask<ProjectInfo?> FindAsync(ProjectId id, CancellationToken cancel) =>
        await db.Projects.AsNoTracking().FirstOrDefaultAsync(project => project.Id == id, cancel) is { } project ? Of(project) : null;

    private static ProjectInfo Of(Project project) => new(project.Id, project.Name, project.Product, project.Manager, project.Zone);
}
