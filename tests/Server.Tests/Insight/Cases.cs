using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tandem.Server.Tests.Insight;

/// <summary>The cases of questions: their events, and how an answer is held against what is expected (every expected field; more may be there).</summary>
internal static class Cases
{
    private static readonly string[] People = ["persons_at_step", "dropped_at_step", "converted", "dropped"], Skipped = ["columns", "status", "error"];

    public static IEnumerable<JsonNode> All() => Directory.GetFiles(Path.Combine(Paths.Repository, "tests", "Server.Tests", "Insight", "Data"), "*.json").Order()
        .SelectMany(file => JsonNode.Parse(File.ReadAllText(file))!["cases"]!.AsArray()).Select(c => c!);

    /// <summary>Persons first, long before the case's time, then its events in listed order.</summary>
    public static IEnumerable<JsonObject> Events(JsonNode one)
    {
        foreach (var person in one["persons"]?.AsArray() ?? [])
        {
            var ids = person!["distinct_ids"]!.AsArray().Select(d => (string)d!).ToList();
            var set = new JsonObject { ["$set"] = person["properties"]?.DeepClone() ?? new JsonObject() };
            yield return Event(ids[0], "$set", "2001-01-01T00:00:00Z", set);
            foreach (var other in ids.Skip(1)) yield return Event(ids[0], "$identify", "2001-01-01T00:00:00Z", new JsonObject { ["$anon_distinct_id"] = other });
        }
        foreach (var e in one["events"]!.AsArray()) yield return Event((string)e![0]!, (string)e[1]!, (string)e[2]!, e[3]!.DeepClone().AsObject());
    }

    public static JsonObject Event(string person, string name, string at, JsonObject? properties = null) => new()
    {
        ["event"] = name, ["distinct_id"] = person, ["timestamp"] = at, ["uuid"] = Guid.CreateVersion7().ToString(), ["properties"] = properties ?? [],
    };

    /// <summary>Null where the answer is as expected.</summary>
    public static string? Difference(JsonNode? expected, JsonNode? actual, string where = "")
    {
        if (expected is JsonObject fields) return Fields(fields, actual as JsonObject, where);
        if (expected is JsonArray list) return Items(list, actual as JsonArray, where);
        if (expected is null || actual is null) return expected is null && actual is null ? null : Says(where, expected, actual);
        if (expected.GetValueKind() != JsonValueKind.Number) return JsonNode.DeepEquals(expected, actual) ? null : Says(where, expected, actual);
        return actual.GetValueKind() == JsonValueKind.Number && Math.Abs((double)expected - (double)actual) <= 1e-9 * Math.Max(1, Math.Abs((double)expected)) ? null : Says(where, expected, actual);
    }

    private static string? Fields(JsonObject expected, JsonObject? actual, string where)
    {
        foreach (var (name, value) in expected.Where(f => where.Length > 0 || !Skipped.Contains(f.Key)))
        {
            if (actual?.ContainsKey(name) != true) return $"{where}.{name} is missing";
            var difference = where.Length == 0 && People.Contains(name) ? Persons(value!.AsObject(), actual[name]!.AsObject(), name) : Difference(value, actual[name], $"{where}.{name}");
            if (difference is not null) return difference;
        }
        return null;
    }

    private static string? Items(JsonArray expected, JsonArray? actual, string where)
    {
        if (actual?.Count != expected.Count) return Says(where, expected, actual);
        return expected.Select((item, i) => Difference(item, actual[i], string.Create(CultureInfo.InvariantCulture, $"{where}[{i}]"))).FirstOrDefault(d => d is not null);
    }

    private static string? Persons(JsonObject expected, JsonObject actual, string where) => expected
        .Where(step => !Sorted(step.Value!).SequenceEqual(Sorted(actual[step.Key]!))).Select(step => Says($"{where}.{step.Key}", step.Value, actual[step.Key])).FirstOrDefault();

    private static IEnumerable<string> Sorted(JsonNode people) => people.AsArray().Select(p => (string)p!).Order(StringComparer.Ordinal);

    private static string Says(string where, JsonNode? expected, JsonNode? actual) => $"{where} is {actual?.ToJsonString() ?? "null"}, wanted {expected?.ToJsonString() ?? "null"}";
}
