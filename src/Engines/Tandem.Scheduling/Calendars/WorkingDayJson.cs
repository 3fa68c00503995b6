using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Scheduling;

/// <summary>A working day as JSON: <c>["08:00-12:00","13:00-17:00"]</c>; 24:00 is the end of the day.</summary>
public sealed class WorkingDayJson : JsonConverter<WorkingDay>
{
    public override WorkingDay Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var texts = JsonSerializer.Deserialize<string[]>(ref reader, options) ?? [];
        try
        {
            return WorkingDay.Of(texts.Select(Parse));
        }
        catch (ArgumentException wrong)
        {
            throw new JsonException(wrong.Message, wrong);
        }
    }

    public override void Write(Utf8JsonWriter writer, WorkingDay value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Shifts.Select(s => $"{Clock(s.From)}-{Clock(s.To)}"), options);

    private static string Clock(int minute) => $"{minute / 60:00}:{minute % 60:00}";

    private static Shift Parse(string text)
    {
        var parts = text.Split('-', ':');
        return parts.Length == 4 && parts.All(p => int.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? new Shift(int.Parse(parts[0], CultureInfo.InvariantCulture) * 60 + int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture) * 60 + int.Parse(parts[3], CultureInfo.InvariantCulture))
            : throw new ArgumentException($"\"{text}\" is no shift; one is written 08:00-12:00.");
    }
}
