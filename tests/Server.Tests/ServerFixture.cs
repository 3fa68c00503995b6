using System.Collections.Concurrent;

[assembly: AssemblyFixture(typeof(Tandem.Server.Tests.ServerFixture))]

namespace Tandem.Server.Tests;

/// <summary>
/// One serving process for all tests that don't need their own: take it as a constructor's parameter. Tests share its workspace, so they make their own
/// products and projects and count only those; a test that needs more (its own folder, a kill, another workspace) starts a <see cref="HostProcess"/>.
/// </summary>
public sealed class ServerFixture : IAsyncLifetime
{
    private readonly HostProcess _host = new();
    private readonly ConcurrentDictionary<string, Task<string>> _tokens = new();

    public string Url => _host.Url;

    internal HostProcess Host => _host;

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    /// <summary>The API with a token of a role; one token a role is made and shared.</summary>
    internal async Task<Api> ApiAsync(string role = "owner") => new(Url, await _tokens.GetOrAdd(role, name => _host.TokenAsync(name)));

    /// <summary>The API without a token.</summary>
    internal Api Nobody() => new(Url);

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}
