using System.Globalization;
using System.Text.Json;
using NodaTime;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery;

/// <summary>Reads what requests carry; anything wrong is a problem that names the field.</summary>
internal static class Fields
{
    public const int NameLength = 200;

    /// <summary>Fifty years round the clock.</summary>
    public const long MostMinutes = 50L * 366 * 1440;
    private const int MinYear = 1900, MaxYear = 2200;

    public static string Name(string? text, string field = "name")
    {
        var name = text?.Trim();
        if (string.IsNullOrEmpty(name)) throw ProblemException.Invalid(field, "required", field);
        return name.Length <= NameLength ? name : throw ProblemException.Invalid(field, "too_long", field, NameLength);
    }

    public static DateOnly Date(string? text, string field) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= MinYear and <= MaxYear ? date
            : throw ProblemException.Invalid(field, string.IsNullOrEmpty(text) ? "required" : "bad_date", field, text);

    /// <summary>A plan's time: the wall clock to the minute, or a date, which is the hour given of that day.</summary>
    public static DateTime Wall(string? text, string field, int hour)
    {
        if (DateTime.TryParseExact(text, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && time.Year is >= MinYear and <= MaxYear)
            return time.AddSeconds(-time.Second);
        return Date(text ?? "", field).ToDateTime(new TimeOnly(hour, 0));
    }

    /// <summary>Uid of a plan's calendar by its name; null where none is named: the plan's.</summary>
    public static int? Calendar(string? name, PlanSnapshot plan) => string.IsNullOrEmpty(name) ? null
        : plan.Rows.Calendars.FirstOrDefault(row => row.Definition.Name == name)?.Uid ?? throw ProblemException.Invalid("calendar", "bad_value", "calendar", name);

    public static DateTimeZone Zone(string? id, string field) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(string.IsNullOrEmpty(id) ? "?" : id) ?? throw ProblemException.Invalid(field, "bad_zone", id);

    public static string? Text(JsonElement value, string field) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Null => null,
        _ => throw ProblemException.Invalid(field, "bad_value", field, value.ToString()),
    };

    /// <summary>A whole number of minutes.</summary>
    public static long Minutes(JsonElement value, string field)
    {
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var minutes) && minutes is >= 0 and <= MostMinutes ? minutes
            : throw ProblemException.Invalid(field, "bad_value", field, value.ToString());
    }
}
