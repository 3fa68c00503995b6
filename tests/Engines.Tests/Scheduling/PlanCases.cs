using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

/// <summary>The plan files beside these tests and what is expected of them; see Data/scheduling/SOURCES.md.</summary>
internal static class PlanCases
{
    public static string Folder { get; } = Path.GetFullPath(Path.Combine(Here(), "..", "Data", "scheduling"));

    public static TheoryData<string> Of(string folder, string pattern) => [.. Directory.GetFiles(Path.Combine(Folder, folder), pattern).Order().Select(f => Path.GetRelativePath(Folder, f))];

    public static Stream Open(string file) => File.OpenRead(Path.Combine(Folder, file));

    public static JsonElement Expected(string file)
    {
        using var stream = File.OpenRead(Path.ChangeExtension(Path.Combine(Folder, file), ".expected.json"));
        return JsonDocument.Parse(stream).RootElement.Clone();
    }

    /// <summary>A moment of an expectation; null where it says none.</summary>
    public static DateTime? Moment(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? DateTime.Parse(value.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : null;

    public static long? Whole(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? (long)Math.Round(value.GetDouble()) : null;

    public static bool? Flag(this JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : null;

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
