using Tandem.Contracts.Ids;

namespace Tandem.Contracts.Messages;

/// <summary>A fact that one module tells others through the outbox, at least once; handlers dedupe by (message, handler).</summary>
public interface IIntegrationEvent;

/// <summary>Handles one kind of event in a scope of its own, as the workspace's system actor.</summary>
public interface IHandle<in TEvent> where TEvent : IIntegrationEvent
{
    /// <summary>Writes what follows from the event. Thrown errors are retried with growing pauses.</summary>
    Task HandleAsync(TEvent message, MessageId id, CancellationToken cancel);
}
