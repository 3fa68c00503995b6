using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tandem.Delivery.Plans;

/// <summary>A plan's time in JSON: the project's wall clock to the minute, <c>2026-01-09T17:00</c>.</summary>
internal sealed class WallTime : JsonConverter<DateTime>
{
    private const int Length = 16;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DateTime.ParseExact(reader.GetString()!, "yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options)
    {
        // plans have ten thousand of these; a format string costs ten times as much
        Span<char> text = stackalloc char[Length];
        Digits(text, 0, 4, value.Year);
        Digits(text, 5, 2, value.Month);
        Digits(text, 8, 2, value.Day);
        Digits(text, 11, 2, value.Hour);
        Digits(text, 14, 2, value.Minute);
        (text[4], text[7], text[10], text[13]) = ('-', '-', 'T', ':');
        writer.WriteStringValue(text);
    }

    private static void Digits(Span<char> text, int at, int count, int value)
    {
        for (var i = at + count - 1; i >= at; i--, value /= 10) text[i] = (char)('0' + value % 10);
    }
}
