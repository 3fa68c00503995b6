using Tandem.Contracts.Access;
using Tandem.Kernel.Actors;

namespace Tandem.Insight.Observations;

/// <summary>The language of the current workspace: names that other modules store are in it, whoever reads.</summary>
internal sealed class WorkspaceLanguage(IWorkspaces workspaces, ActorScope actor)
{
    public async Task<string> GetAsync(CancellationToken cancel) => (await workspaces.FindAsync(actor.Current.Workspace, cancel))?.Language ?? "en";
}
