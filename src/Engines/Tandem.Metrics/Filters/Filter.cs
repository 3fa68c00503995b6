using System.Text.Json;
using Tandem.Metrics.Asking;

namespace Tandem.Metrics.Filters;

/// <summary>Where a property lives: on the event as sent, or on the person as known now.</summary>
public enum Owner { Event, Person }

/// <summary>How a property's text is held against the values. Matches is an RE2 expression over the whole text; Above … AtMost compare numbers; set means there and not empty.</summary>
public enum Comparison { Exact, IsNot, Contains, NotContains, StartsWith, NotStartsWith, Matches, NotMatches, Above, AtLeast, Below, AtMost, IsSet, IsNotSet }

/// <summary>One condition on a property; several values mean any of them (for a negation: none of them). An absent property meets negations only.</summary>
public sealed record Filter(Owner Owner, string Key, Comparison Comparison, IReadOnlyList<string> Values)
{
    public const int Most = 50;

    public static readonly IReadOnlyDictionary<string, Owner> Owners = new Dictionary<string, Owner> { ["event"] = Owner.Event, ["person"] = Owner.Person };

    public static readonly IReadOnlyDictionary<string, Comparison> Comparisons = new Dictionary<string, Comparison>
    {
        ["exact"] = Comparison.Exact, ["is_not"] = Comparison.IsNot, ["icontains"] = Comparison.Contains, ["not_icontains"] = Comparison.NotContains,
        ["starts_with"] = Comparison.StartsWith, ["not_starts_with"] = Comparison.NotStartsWith, ["regex"] = Comparison.Matches, ["not_regex"] = Comparison.NotMatches,
        ["gt"] = Comparison.Above, ["gte"] = Comparison.AtLeast, ["lt"] = Comparison.Below, ["lte"] = Comparison.AtMost,
        ["is_set"] = Comparison.IsSet, ["is_not_set"] = Comparison.IsNotSet,
    };

    public static IReadOnlyList<Filter> ReadAll(Fields fields, string name = "filters") => fields.List(name, 0, Most, Read);

    public static Filter Read(JsonElement value, string path)
    {
        var fields = new Fields(value, path);
        var comparison = fields.Choice("op", Comparisons, "exact");
        var values = ReadValues(fields);
        if (values.Count == 0 && comparison is not (Comparison.IsSet or Comparison.IsNotSet)) throw new QuestionException(fields.At("value"), "required");
        if (comparison is >= Comparison.Above and <= Comparison.AtMost && !values.All(v => decimal.TryParse(v, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out _)))
            throw new QuestionException(fields.At("value"), "not_a_number");
        if (comparison is Comparison.Matches or Comparison.NotMatches && !values.All(IsExpression)) throw new QuestionException(fields.At("value"), "not_an_expression");
        var filter = new Filter(fields.Choice("type", Owners, "event"), fields.RequiredText("key"), comparison, values);
        fields.Done();
        return filter;
    }

    /// <summary>What an engine without backtracking takes; the database's (RE2) is of that kind.</summary>
    private static bool IsExpression(string text)
    {
        try { return new System.Text.RegularExpressions.Regex(text, System.Text.RegularExpressions.RegexOptions.NonBacktracking) is not null; }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException) { return false; }
    }

    private static IReadOnlyList<string> ReadValues(Fields fields) => fields.Value("value") switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } => fields.List("value", 0, 1000, Scalar),
        { } one => [Scalar(one, fields.At("value"))],
    };

    /// <summary>The text by which a JSON scalar is compared: numbers and flags as written in JSON.</summary>
    private static string Scalar(JsonElement value, string path) => value.ValueKind switch
    {
        JsonValueKind.String => Fields.AsText(value, path, 4000),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new QuestionException(path, "not_a_value"),
    };
}
