using System.Text.Json;
using Tandem.Metrics.Asking;

namespace Tandem.Metrics.Filters;

/// <summary>Which events count: of a name (null: of any) and meeting all filters.</summary>
public sealed record EventMatch(string? Event, IReadOnlyList<Filter> Filters)
{
    /// <summary>Reads <c>{event, filters?}</c>; the field <c>event</c> must be there, null in it means any.</summary>
    public static EventMatch Read(JsonElement value, string path)
    {
        var fields = new Fields(value, path);
        var match = Of(fields);
        fields.Done();
        return match;
    }

    public static EventMatch Of(Fields fields)
    {
        var isNamed = fields.Has("event");
        if (!isNamed && !fields.IsNull("event")) throw new QuestionException(fields.At("event"), "required");
        return new(fields.Text("event"), Filter.ReadAll(fields));
    }

    public EventMatch And(IReadOnlyList<Filter> more) => more.Count == 0 ? this : this with { Filters = [.. Filters, .. more] };
}
