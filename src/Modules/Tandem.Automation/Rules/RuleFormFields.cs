using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tandem.Kernel.Problems;

namespace Tandem.Automation.Rules;

/// <summary>The rule form's fields as the JSON that the API takes.</summary>
internal static class RuleFormFields
{
    private const string RoleMark = "role:";
    private static readonly HashSet<string> Numbers = ["open", "close", "evaluations", "minimum", "cap", "cooldownWeeks", "holdOutPercent", "dueDays", "effortDays"];
    private static readonly HashSet<string> Choices = ["kind", "interval", "direction", "action"];

    /// <summary>What the field "ownerId" holds: a person, or <c>role:</c> and a role.</summary>
    public static string OwnerOf(Rule rule) => rule.Owner?.ToString() ?? RoleMark + rule.OwnerRole;

    public static JsonObject Read(IFormCollection form)
    {
        var fields = new JsonObject { ["enabled"] = form.ContainsKey("enabled") };
        foreach (var (name, values) in form.Where(f => f.Key is not ("version" or "enabled") && !f.Key.StartsWith('_')))
        {
            var text = values.ToString().Trim();
            if (name == "ownerId" && text.StartsWith(RoleMark, StringComparison.Ordinal)) (fields["ownerId"], fields["ownerRole"]) = (null, Camel(text[RoleMark.Length..]));
            else fields[name] = Value(name, text);
        }
        return fields;
    }

    private static JsonNode? Value(string name, string text)
    {
        if (name == "checklist") return new JsonArray([.. text.Split('\n').Select(step => (JsonNode?)step.Trim())]);
        if (text.Length == 0) return null;
        if (Choices.Contains(name)) return Camel(text);
        if (!Numbers.Contains(name)) return text;
        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : throw ProblemException.Invalid(name, "bad_value", name, text);
    }

    private static string Camel(string text) => text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
