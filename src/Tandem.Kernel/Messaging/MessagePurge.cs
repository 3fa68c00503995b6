using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Kernel.Data;

namespace Tandem.Kernel.Messaging;

/// <summary>
/// Once a day removes the messages that were delivered thirty days ago or more, and then the marks of messages that are gone: a mark outlives its message, so
/// nothing can be handled twice. What was never delivered stays.
/// </summary>
internal sealed class MessagePurge(IServiceScopeFactory scopes, TimeProvider time, ILogger<MessagePurge> log) : BackgroundService
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan First = TimeSpan.FromMinutes(2), Every = TimeSpan.FromDays(1);

    /// <summary>Rows removed at a time; between two batches other writes have their turn.</summary>
    private const int Batch = 500;

    public async Task RunAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var kernel = scope.ServiceProvider.GetRequiredService<KernelDbContext>();
        var oldest = time.GetUtcNow().UtcDateTime - Kept;
        await EmptyAsync(kernel, kernel.Outbox.Where(m => m.DeliveredAt < oldest).OrderBy(m => m.Id).Take(Batch), cancel);
        await EmptyAsync(kernel, kernel.Inbox.Where(mark => mark.At < oldest && !kernel.Outbox.Any(m => m.Id == mark.Message)).OrderBy(mark => mark.Message).ThenBy(mark => mark.Handler).Take(Batch), cancel);
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        try
        {
            for (var pause = First; ; pause = Every)
            {
                await Task.Delay(pause, time, stopping);
                await TryAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
    }

    private async Task TryAsync(CancellationToken stopping)
    {
        try
        {
            await RunAsync(stopping);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            log.LogError(error, "Old messages could not be removed; it is tried again tomorrow");
        }
    }

    private static async Task EmptyAsync<T>(KernelDbContext kernel, IQueryable<T> old, CancellationToken cancel)
    {
        while (await kernel.WriteAsync(() => old.ExecuteDeleteAsync(cancel), cancel) == Batch) { }
    }
}
