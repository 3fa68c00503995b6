namespace Tandem.Scheduling.Programs;

/// <summary>A resource as one plan of a program names it.</summary>
/// <param name="Plan">The plan's number.</param>
/// <param name="Resource">Its number in that plan.</param>
/// <param name="Name">As shown.</param>
/// <param name="Account">What tells one person from another of the same name, as an e-mail address; null where it isn't known.</param>
/// <param name="Units">How many there are.</param>
public sealed record PlanResourceRef(int Plan, int Resource, string Name, string? Account, double Units);

/// <summary>The same person or machine in one or more plans of a program: there is one, however many plans name it.</summary>
public sealed record SharedResource(int Key, string Name, double Units, IReadOnlyList<PlanResourceRef> Members)
{
    /// <summary>
    /// Resources of plans by who they are: the same account, or the same name (letters' case and outer spaces aside) unless two accounts tell them apart. There are as many
    /// units of one as the plan says that knows the most.
    /// </summary>
    public static IReadOnlyList<SharedResource> Of(IEnumerable<PlanResourceRef> resources)
    {
        var known = resources.ToLookup(resource => resource.Account is not null);
        List<List<PlanResourceRef>> groups = [.. known[true].GroupBy(resource => resource.Account!.Trim(), StringComparer.OrdinalIgnoreCase).Select(group => group.ToList())];
        var named = new Dictionary<string, List<PlanResourceRef>>(StringComparer.OrdinalIgnoreCase);
        foreach (var group in groups) foreach (var member in group) named.TryAdd(member.Name.Trim(), group);
        foreach (var group in known[false].GroupBy(resource => resource.Name.Trim(), StringComparer.OrdinalIgnoreCase))
        {
            if (named.TryGetValue(group.Key, out var same)) same.AddRange(group);
            else groups.Add([.. group]);
        }
        return [.. groups.Select((group, at) => new SharedResource(at, group[0].Name.Trim(), group.Max(member => member.Units), [.. group.OrderBy(member => member.Plan)]))];
    }
}
