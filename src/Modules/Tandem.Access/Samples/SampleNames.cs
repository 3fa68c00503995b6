using Tandem.Contracts.Access;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Samples;

/// <summary>Who the sample's people are, in its language.</summary>
internal sealed class SampleNames(Words words)
{
    public const string Workspace = "Online Retail";

    public string Of(string language, Role role) => words.In(language, $"sample.person.{role}");

    public static string Email(Role role) => role switch { Role.ProjectManager => "linyue@example.com", Role.OperationsLead => "zhounan@example.com", _ => "suqing@example.com" };

    /// <summary>Role and name, as the accounts are printed.</summary>
    public string Line(string language, Role role) => $"{words.In(language, $"role.{role}")} ({Of(language, role)})";
}
