using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Messaging;

/// <summary>Delivers outbox messages to their handlers, in order, at least once; a failing one waits and lets others pass.</summary>
public sealed class OutboxDispatcher(IServiceScopeFactory scopes, IEnumerable<HandlerRegistration> handlers, OutboxBell bell, TimeProvider time, ILogger<OutboxDispatcher> log)
    : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(5);
    private readonly ILookup<string, HandlerRegistration> _handlers = handlers.ToLookup(h => h.Event.FullName!);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Delivers until nothing is due; also what follows from what was delivered. For the sample's weeks and for tests.</summary>
    public async Task DrainAsync(CancellationToken cancel)
    {
        while (await DeliverAsync(cancel) > 0) { }
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await DrainAsync(stopping);
                await bell.WaitAsync(Idle, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested) { }
            catch (Exception error)
            {
                log.LogError(error, "The outbox could not be read");
                await Task.Delay(Idle, time, stopping);
            }
        }
    }

    private async Task<int> DeliverAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var kernel = scope.ServiceProvider.GetRequiredService<KernelDbContext>();
            var now = time.GetUtcNow().UtcDateTime;
            var due = await kernel.Outbox.Where(m => m.DeliveredAt == null && m.NotBefore <= now).OrderBy(m => m.Id).Take(100).ToListAsync(cancel);
            foreach (var message in due) await DeliverAsync(message, cancel);
            if (due.Count > 0) await kernel.SaveChangesAsync(cancel);
            return due.Count;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task DeliverAsync(OutboxMessage message, CancellationToken cancel)
    {
        try
        {
            foreach (var handler in _handlers[message.Type]) await CallAsync(message, handler, cancel);
            message.DeliveredAt = time.GetUtcNow().UtcDateTime;
            message.Error = null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            message.Attempts++;
            message.Error = error.Message;
            message.NotBefore = time.GetUtcNow().UtcDateTime.AddSeconds(Math.Min(3600, Math.Pow(2, message.Attempts)));
            log.LogError(error, "Message {Type} {Id} failed, attempt {Attempt}", message.Type, message.Id, message.Attempts);
        }
    }

    private async Task CallAsync(OutboxMessage message, HandlerRegistration handler, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        services.GetRequiredService<ActorScope>().Current = Actor.System(message.Workspace);
        var kernel = services.GetRequiredService<KernelDbContext>();
        if (await kernel.Inbox.AnyAsync(entry => entry.Message == message.Id && entry.Handler == handler.Name, cancel)) return;
        services.GetRequiredService<MessageScope>().Current = (message.Id, handler.Name);
        var body = JsonSerializer.Deserialize(message.Body, handler.Event, TandemJson.Options)!;
        await handler.Handle(services, body, message.Id, cancel);
    }
}
