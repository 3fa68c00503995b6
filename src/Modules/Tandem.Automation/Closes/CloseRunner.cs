using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Closes;

/// <summary>Looks once a minute whether a day began for a product by its own clock, and does what is due then. Waits until the program is ready: the sample's fill lives its weeks itself.</summary>
internal sealed class CloseRunner(IServiceScopeFactory scopes, Readiness readiness, TimeProvider time, ILogger<CloseRunner> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1), First = TimeSpan.FromSeconds(5);
    private readonly Dictionary<ProductId, DateOnly> _done = [];

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            await Task.Delay(First, time, stopping);
            while (true)
            {
                if (readiness.Waiting.Count == 0) await LookAsync(stopping);
                await Task.Delay(Pause, time, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            foreach (var workspace in await InScopeAsync(default, services => services.GetRequiredService<IWorkspaces>().ListAsync(cancel).AsTask()))
                foreach (var product in await InScopeAsync(workspace.Id, services => services.GetRequiredService<IProducts>().ListAsync(cancel).AsTask()))
                    await LookAsync(product, cancel);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "The products could not be read");
        }
    }

    private async Task LookAsync(ProductInfo product, CancellationToken cancel)
    {
        try
        {
            await InScopeAsync(product.Workspace, async services =>
            {
                var today = (await services.GetRequiredService<IProductClocks>().GetAsync(product.Id, cancel)).Today;
                if (_done.TryGetValue(product.Id, out var done) && done == today) return 0;
                var closed = await services.GetRequiredService<ProductClose>().RunDueAsync(product.Id, cancel);
                if (closed.IsComplete) _done[product.Id] = today;
                return closed.Ran;
            });
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "The close of product {Product} failed; it is tried again", product.Id);
        }
    }

    private async Task<T> InScopeAsync<T>(WorkspaceId workspace, Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ActorScope>().Current = Actor.System(workspace);
        return await work(scope.ServiceProvider);
    }
}
