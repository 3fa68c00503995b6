using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Actors;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Dependencies;

/// <summary>A file's link from another project, and the item that it leads from.</summary>
internal sealed record JoinedLink(ExternalLink Link, ProjectId Project, WorkItemId From, string ProjectName, string Name);

/// <summary>
/// Finds the other ends of a file's links from other projects in the workspace: a project of the name that the file gives, or imported from a file of that name or title, and in
/// it the item of that code or number. Only in projects that whoever imports runs too; what fits more than one item is left.
/// </summary>
internal sealed class JoinPlans(DeliveryDbContext db, ActorScope actor)
{
    private sealed record Candidate(Project Project, HashSet<string> Names);

    public async Task<IReadOnlyList<JoinedLink>> FindAsync(ProjectId own, IReadOnlyList<ExternalLink> links, CancellationToken cancel)
    {
        if (links.Count == 0) return [];
        var joined = new List<JoinedLink>();
        var candidates = await CandidatesAsync(own, cancel);
        foreach (var link in links)
        {
            var found = new List<JoinedLink>();
            foreach (var candidate in candidates.Where(candidate => link.Projects.Any(candidate.Names.Contains))) found.AddRange(await ItemsAsync(link, candidate.Project, cancel));
            if (found.Count == 1) joined.Add(found[0]);
        }
        return joined;
    }

    private async Task<List<Candidate>> CandidatesAsync(ProjectId own, CancellationToken cancel)
    {
        var heads = await db.Plans.AsNoTracking().Select(plan => new { plan.Project, plan.FileName, plan.FileTitle }).ToDictionaryAsync(plan => plan.Project, cancel);
        return [.. (await db.Projects.AsNoTracking().Where(project => project.ScenarioOf == null && project.Id != own).ToListAsync(cancel))
            .Where(project => actor.Current.May(Right.RunProject, project.Id.Value, project.IsRunBy(actor.Current.Account)) && heads.ContainsKey(project.Id))
            .Select(project => new Candidate(project, Names(project.Name, heads[project.Id].FileTitle, Path.GetFileNameWithoutExtension(heads[project.Id].FileName))))];
    }

    private static HashSet<string> Names(params string?[] names) => new(names.OfType<string>().Where(name => name.Length > 0), StringComparer.OrdinalIgnoreCase);

    private async Task<IEnumerable<JoinedLink>> ItemsAsync(ExternalLink link, Project project, CancellationToken cancel)
    {
        var (id, code, uid) = (project.Id, link.Code, link.Uid);
        var items = await db.Items.AsNoTracking().Where(item => item.Project == id && (code != null ? item.Code == code : item.Uid == uid)).Select(item => new { item.Id, item.Name }).Take(2).ToListAsync(cancel);
        return items.Select(item => new JoinedLink(link, id, item.Id, project.Name, item.Name));
    }
}
