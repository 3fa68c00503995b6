using Tandem.Contracts.Access;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Members;

/// <summary>Roles as verbs, the API and forms write them.</summary>
internal static class RoleNames
{
    public static readonly IReadOnlyDictionary<string, Role> All = new Dictionary<string, Role>(StringComparer.Ordinal)
    {
        ["owner"] = Role.Owner, ["pmo"] = Role.Pmo, ["project-manager"] = Role.ProjectManager,
        ["operations-lead"] = Role.OperationsLead, ["member"] = Role.Member, ["viewer"] = Role.Viewer,
    };

    public static string Of(Role role) => All.First(pair => pair.Value == role).Key;

    /// <exception cref="ProblemException">400 <c>bad_value</c> naming the field.</exception>
    public static Role Read(string field, string? name) =>
        name is not null && All.TryGetValue(name, out var role) ? role : throw ProblemException.Invalid(field, "bad_role", field, name ?? "", string.Join(", ", All.Keys));
}
