using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Tandem.Access.Sessions;

/// <summary>
/// Bounds the wrong tries (passwords, codes) of one address, over all accounts: twenty in fifteen minutes. A try is counted before it is judged, so that
/// many at once gain nothing, and given back when it was right.
/// </summary>
internal sealed class FailureLimiter(TimeProvider time)
{
    private const int Tries = 20, Remembered = 10_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Since)> _tries = new();

    /// <summary>Null: go on. Else the seconds to wait.</summary>
    public int? Take(IPAddress? address)
    {
        var now = time.GetUtcNow();
        if (_tries.Count > Remembered) Prune(now);
        var (count, since) = _tries.AddOrUpdate(Key(address), _ => (1, now), (_, old) => now - old.Since > Window ? (1, now) : (old.Count + 1, old.Since));
        return count <= Tries ? null : (int)Math.Ceiling((since + Window - now).TotalSeconds);
    }

    public void GiveBack(IPAddress? address)
    {
        var key = Key(address);
        if (_tries.TryGetValue(key, out var old)) _tries.TryUpdate(key, (Math.Max(0, old.Count - 1), old.Since), old);
    }

    private void Prune(DateTimeOffset now)
    {
        foreach (var (key, value) in _tries)
            if (now - value.Since > Window) _tries.TryRemove(key, out _);
    }

    /// <summary>An IPv6 network (/64) counts as one address: its owner has them all.</summary>
    private static string Key(IPAddress? address) =>
        address is null ? "" : address.AddressFamily == AddressFamily.InterNetworkV6 && !address.IsIPv4MappedToIPv6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.MapToIPv4().ToString();
}
