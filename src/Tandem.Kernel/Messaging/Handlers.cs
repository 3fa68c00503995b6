using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;

namespace Tandem.Kernel.Messaging;

/// <summary>One registered handler: the event's type, its own stable name, and how to call it in a scope.</summary>
public sealed record HandlerRegistration(Type Event, string Name, Func<IServiceProvider, object, MessageId, CancellationToken, Task> Handle);

public static class Handlers
{
    public static IServiceCollection AddHandler<TEvent, THandler>(this IServiceCollection services)
        where TEvent : IIntegrationEvent where THandler : class, IHandle<TEvent>
    {
        services.AddScoped<THandler>();
        services.AddSingleton(new HandlerRegistration(typeof(TEvent), typeof(THandler).FullName!,
            (provider, message, id, cancel) => provider.GetRequiredService<THandler>().HandleAsync((TEvent)message, id, cancel)));
        return services;
    }
}
