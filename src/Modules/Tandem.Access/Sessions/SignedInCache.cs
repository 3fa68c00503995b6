using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Tandem.Access.Tokens;
using Tandem.Contracts.Ids;

namespace Tandem.Access.Sessions;

/// <summary>
/// Remembers for seconds whom a token or session stands for, so that most requests ask no database. Every change of accounts, memberships or tokens in
/// this process forgets all at once; a verb's change in another process counts after the seconds. Unknown tokens are not remembered.
/// </summary>
internal sealed class SignedInCache(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, (SignedIn Who, DateTime Until)> _known = new();
    private readonly Lock _changing = new();
    private long _forgotten;

    public Task<SignedIn?> OfTokenAsync(string secret)
    {
        var hash = Secrets.Hash(secret);
        return FindAsync(Convert.ToHexString(hash), reads => reads.OfTokenAsync(hash));
    }

    /// <summary>Null where the account is gone from the workspace or its password changed since the session began.</summary>
    public async Task<SignedIn?> OfSessionAsync(AccountId account, WorkspaceId workspace, string stamp) =>
        await FindAsync($"{account}{workspace}", reads => reads.OfAccountAsync(account, workspace)) is { } who && who.Stamp == stamp ? who : null;

    public void Forget()
    {
        lock (_changing)
        {
            _forgotten++;
            _known.Clear();
        }
    }

    private async Task<SignedIn?> FindAsync(string key, Func<SignedInReads, Task<SignedIn?>> read)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (_known.TryGetValue(key, out var known) && known.Until > now) return known.Who.ExpiresAt <= now ? null : known.Who;
        var before = Interlocked.Read(ref _forgotten);
        await using var scope = scopes.CreateAsyncScope();
        var who = await read(scope.ServiceProvider.GetRequiredService<SignedInReads>());
        Remember(key, who, now + Kept, before);
        return who;
    }

    /// <summary>What was read before a change is not remembered after it.</summary>
    private void Remember(string key, SignedIn? who, DateTime until, long before)
    {
        lock (_changing)
        {
            if (who is null) _known.TryRemove(key, out _);
            else if (_forgotten == before) _known[key] = (who, until);
        }
    }
}
