using Microsoft.Extensions.DependencyInjection.Extensions;
using Tandem.Contracts.Access;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Host;

/// <summary>Answers for modules that are not part of this build: there is nothing of theirs.</summary>
internal static class Absent
{
    public static void AddAbsent(this IServiceCollection services)
    {
        services.TryAddScoped<IProducts, NoProducts>();
        services.TryAddScoped<IProductClocks, NoProducts>();
        services.TryAddScoped<IProjects, NoProjects>();
        services.TryAddScoped<IWorkItems, NoProjects>();
        services.TryAddScoped<IWorkspaces, NoWorkspaces>();
    }

    private sealed class NoProducts : IProducts, IProductClocks
    {
        public ValueTask<IReadOnlyList<ProductInfo>> ListAsync(CancellationToken cancel) => new([]);
        public ValueTask<ProductInfo?> FindAsync(ProductId id, CancellationToken cancel) => new((ProductInfo?)null);
        public ValueTask<ProductClock> GetAsync(ProductId id, CancellationToken cancel) => throw new KeyNotFoundException();
        public Task FixAsync(ProductId id, DateTime? utc, CancellationToken cancel) => throw new KeyNotFoundException();
    }

    private sealed class NoProjects : IProjects, IWorkItems
    {
        public Task<IReadOnlyList<WorkItemInfo>> FindAsync(IReadOnlyCollection<WorkItemId> ids, CancellationToken cancel) => Task.FromResult<IReadOnlyList<WorkItemInfo>>([]);
        public ValueTask<IReadOnlyList<ProjectInfo>> ListAsync(CancellationToken cancel) => new([]);
        public ValueTask<ProjectInfo?> FindAsync(ProjectId id, CancellationToken cancel) => new((ProjectInfo?)null);
    }

    private sealed class NoWorkspaces : IWorkspaces
    {
        public ValueTask<WorkspaceInfo?> FindAsync(WorkspaceId id, CancellationToken cancel) => new((WorkspaceInfo?)null);
        public ValueTask<IReadOnlyList<WorkspaceInfo>> ListAsync(CancellationToken cancel) => new([]);
    }
}
