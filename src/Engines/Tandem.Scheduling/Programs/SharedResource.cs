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
        var groups = new List<List<PlanResourceRef>>();
        foreach (var resource in resources.OrderBy(resource => resource.Account is null))
        {
            if (groups.Find(group => group.Exists(other => IsSame(other, resource))) is { } known) known.Add(resource);
            else groups.Add([resource]);
        }
        return [.. groups.Select((group, at) => new SharedResource(at, group[0].Name.Trim(), group.Max(member => member.Units), [.. group.OrderBy(member => member.Plan)]))];
    }

    private static bool IsSame(PlanResourceRef a, PlanResourceRef b) => a.Account is not null && b.Account is not null ? Same(a.Account, b.Account) : Same(a.Name, b.Name);

    private static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);
}
