using System.Collections.Concurrent;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Insight.Products;

/// <summary>
/// Clients of some kinds carry the id of their site, not a key that was made here. A product that was made within the hour and has had no event yet takes over the first unknown id that
/// such a client sends, so that moving from another server needs a new address only. It does so once, only while no other product waits (else nobody could say whose id it is), and
/// the tie shows in the audit and in the product's settings, where it can be revoked.
/// </summary>
internal sealed class FirstContact(KeyRing keys, IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Wait = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<ProductId, (WorkspaceId Workspace, DateTimeOffset Until)> _waiting = new();
    private readonly SemaphoreSlim _gate = new(1);

    /// <summary>The product was made just now.</summary>
    public void Await(Product product) => _waiting[product.Id] = (product.Workspace, time.GetUtcNow() + Wait);

    /// <summary>The product has events, or its people named its sites: it waits no longer.</summary>
    public void Heard(ProductId product)
    {
        if (!_waiting.IsEmpty) _waiting.TryRemove(product, out _);
    }

    /// <summary>The product that takes over an unknown id; null where none does.</summary>
    public async Task<ProductId?> TakeAsync(ReadOnlyMemory<byte> site, CancellationToken cancel)
    {
        if (_waiting.IsEmpty || site.IsEmpty) return null;
        await _gate.WaitAsync(cancel);
        try
        {
            if (keys.Find(site.Span) is { } known) return known;
            foreach (var (late, (_, until)) in _waiting) if (until < time.GetUtcNow()) _waiting.TryRemove(late, out _);
            if (_waiting.ToArray() is not [var only]) return null;
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ActorScope>().Current = Actor.System(only.Value.Workspace);
            await scope.ServiceProvider.GetRequiredService<WriteKeys>().AddSiteAsync(only.Key, Encoding.UTF8.GetString(site.Span), cancel);
            return only.Key;
        }
        catch (ProblemException)
        {
            return null;
        }
        finally
        {
            _gate.Release();
        }
    }
}
