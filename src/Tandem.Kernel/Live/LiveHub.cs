using System.Collections.Concurrent;
using System.Threading.Channels;
using Tandem.Contracts.Ids;

namespace Tandem.Kernel.Live;

/// <summary>Something changed: its kind, id and version; whoever shows it reads it again.</summary>
public sealed record LiveChange(string Kind, string Id, long Version);

/// <summary>Tells open pages of a workspace what changed. A reader that falls behind loses the oldest, not the newest.</summary>
public sealed class LiveHub
{
    private readonly ConcurrentDictionary<Channel<LiveChange>, WorkspaceId> _readers = new();

    public void Publish(WorkspaceId workspace, LiveChange change)
    {
        foreach (var (channel, of) in _readers)
            if (of == workspace) channel.Writer.TryWrite(change);
    }

    public async IAsyncEnumerable<LiveChange> ReadAsync(WorkspaceId workspace, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        var channel = Channel.CreateBounded<LiveChange>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        _readers[channel] = workspace;
        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(cancel)) yield return change;
        }
        finally
        {
            _readers.TryRemove(channel, out _);
        }
    }
}
