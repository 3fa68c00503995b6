using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Messages;
using Tandem.Kernel.Web;

namespace Tandem.Kernel.Messaging;

/// <summary>A message waiting for its handlers; written in the same transaction as the change it tells of.</summary>
public sealed class OutboxMessage
{
    public MessageId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public string Type { get; init; } = "";
    public string Body { get; init; } = "";
    public DateTime At { get; init; }
    public DateTime? DeliveredAt { get; set; }
    public DateTime NotBefore { get; set; }
    public int Attempts { get; set; }
    public string? Error { get; set; }

    public static OutboxMessage Of(IIntegrationEvent message, WorkspaceId workspace, DateTime at) => new()
    {
        Id = MessageId.New(),
        Workspace = workspace,
        Type = message.GetType().FullName!,
        Body = JsonSerializer.Serialize(message, message.GetType(), TandemJson.Options),
        At = at,
        NotBefore = at,
    };
}

/// <summary>Marks that a handler has written what follows from a message: handled once, whatever crashes.</summary>
public sealed class InboxEntry
{
    public MessageId Message { get; init; }
    public string Handler { get; init; } = "";
    public DateTime At { get; init; }
}

/// <summary>The message that the current scope handles, if any.</summary>
public sealed class MessageScope
{
    public (MessageId Id, string Handler)? Current { get; set; }
}

/// <summary>Wakes the dispatcher when something was committed.</summary>
public sealed class OutboxBell : Bell;
