using Tandem.Kernel.Problems;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>Plans as tables: CSV and spreadsheets.</summary>
internal static class PlanTables
{
    /// <summary>Names of what a column can hold, as the API and the page's form have them.</summary>
    public static IReadOnlyDictionary<string, PlanColumn> Names { get; } = Enum.GetValues<PlanColumn>().ToDictionary(Name);

    public static string Name(PlanColumn column) => column == PlanColumn.Percent ? "percentComplete" : char.ToLowerInvariant($"{column}"[0]) + $"{column}"[1..];

    public static bool Holds(PlanFormat format) => format is PlanFormat.Csv or PlanFormat.Xlsx;

    public static PlanTable Read(Stream stream, PlanFormat format) => format == PlanFormat.Xlsx ? Spreadsheet.Read(stream) : PlanCsv.Table(stream);

    /// <summary>A workbook by how it begins whatever it is called; else what the sender says; else what the content tells.</summary>
    /// <exception cref="ProblemException">415 where neither tells.</exception>
    public static PlanFormat FormatOf(Stream stream, params string?[] said)
    {
        var found = PlanFiles.FormatOf(stream);
        var named = said.Select(PlanFiles.FormatOf).FirstOrDefault(format => format is not null);
        return (found == PlanFormat.Xlsx && named is null or PlanFormat.Csv or PlanFormat.Xlsx ? found : null) ?? named ?? found ?? throw new ProblemException(415, "plan_type", "Content-Type", said.LastOrDefault());
    }

    /// <summary>A mapping as <c>name,duration,,start</c>: one word a column, none for a column that isn't taken; null where there is no mapping.</summary>
    public static IReadOnlyList<PlanColumn>? Columns(string? text) => string.IsNullOrEmpty(text) ? null : [.. text.Split(',').Select(Column)];

    private static PlanColumn Column(string name) => name.Trim() is not { Length: > 0 } word ? PlanColumn.Ignored
        : Names.TryGetValue(word, out var column) ? column : throw ProblemException.Invalid("columns", "bad_value", "columns", word);
}
