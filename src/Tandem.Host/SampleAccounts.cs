using Tandem.Contracts.Access;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Wording;

namespace Tandem.Host;

/// <summary>The sample's people on a later start: the same lines without passwords, which are stored as hashes alone.</summary>
internal static class SampleAccounts
{
    public static async Task<List<string>> ListAsync(IServiceProvider services, Words words, string language)
    {
        await using var scope = services.CreateAsyncScope();
        var workspace = (await scope.ServiceProvider.GetRequiredService<IWorkspaces>().ListAsync(CancellationToken.None))[0];
        scope.ServiceProvider.GetRequiredService<ActorScope>().Current = Actor.System(workspace.Id);
        var people = await scope.ServiceProvider.GetRequiredService<IPeople>().ListAsync(CancellationToken.None);
        return [.. people.Where(p => p is { IsService: false, Active: true }).OrderBy(p => p.Role).Select(p => $"{words.In(language, $"role.{p.Role}")}  {p.Email}")];
    }
}
