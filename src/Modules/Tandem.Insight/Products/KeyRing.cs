using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Contracts.Ids;

namespace Tandem.Insight.Products;

/// <summary>Write keys in memory, for the ingest path: all valid ones, read once, then kept up to date by the features that change them.</summary>
internal sealed class KeyRing
{
    private readonly ConcurrentDictionary<string, ProductId> _keys = new();
    private readonly ConcurrentDictionary<string, ProductId>.AlternateLookup<ReadOnlySpan<char>> _byText;

    public KeyRing() => _byText = _keys.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The product that a key (UTF-8) writes to; null where there is none.</summary>
    public ProductId? Find(ReadOnlySpan<byte> key)
    {
        Span<char> text = stackalloc char[128];
        if (key.IsEmpty || key.Length > text.Length) return null;
        var length = System.Text.Encoding.UTF8.GetChars(key, text);
        return _byText.TryGetValue(text[..length], out var product) ? product : null;
    }

    public void Add(string key, ProductId product) => _keys[key] = product;

    public void Remove(string key) => _keys.TryRemove(key, out _);

    /// <summary>Reads the keys of every workspace.</summary>
    public async Task ReadAsync(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var rows = scope.ServiceProvider.GetRequiredService<InsightDbContext>();
        await foreach (var key in rows.WriteKeys.IgnoreQueryFilters().AsNoTracking().Where(k => k.RevokedAt == null).AsAsyncEnumerable().WithCancellation(cancel)) Add(key.Key, key.Product);
    }
}
