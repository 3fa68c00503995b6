using System.Globalization;
using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tandem.Scheduling.Files;

namespace Tandem.Delivery.Imports;

/// <summary>The first sheet of a workbook (XLSX) as a table: what a cell shows as text, dates as <c>yyyy-MM-dd HH:mm</c>, percentages with their sign.</summary>
internal static class Spreadsheet
{
    private const long MostBytes = 128 << 20;
    private const int MostParts = 2000, MostColumns = 500;

    /// <exception cref="PlanFileException">No workbook, damaged, or larger unpacked than is taken.</exception>
    public static PlanTable Read(Stream stream)
    {
        try
        {
            CheckSize(stream);
            using var book = SpreadsheetDocument.Open(stream, false);
            var part = book.WorkbookPart ?? throw Broken(null);
            var first = part.Workbook?.Descendants<Sheet>().FirstOrDefault(sheet => sheet.State is null || sheet.State == SheetStateValues.Visible) ?? throw Broken(null);
            return PlanTable.Of(Rows((WorksheetPart)part.GetPartById(first.Id!), new SheetCells(part)), false, PlanFormat.Xlsx);
        }
        catch (Exception damaged) when (damaged is not (PlanFileException or OperationCanceledException or OutOfMemoryException))
        {
            throw Broken(damaged);
        }
    }

    private static PlanFileException Broken(Exception? inner) => new("broken_xlsx", "The workbook (XLSX) is damaged or is none.", null, null, inner);

    /// <summary>Unpacks everything once and counts, as what a packed file says of its size need not be true.</summary>
    private static void CheckSize(Stream stream)
    {
        var start = stream.Position;
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true))
        {
            var (total, buffer) = (0L, new byte[81920]);
            if (zip.Entries.Count > MostParts) throw new PlanFileException("too_large", $"The workbook has more than {MostParts} parts.");
            foreach (var entry in zip.Entries)
            {
                using var part = entry.Open();
                for (int read; (read = part.Read(buffer)) > 0;)
                {
                    total += read;
                    if (total > MostBytes) throw new PlanFileException("too_large", $"The workbook is larger than {MostBytes >> 20} MB when unpacked.");
                }
            }
        }
        stream.Position = start;
    }

    private static IEnumerable<PlanTableRow> Rows(WorksheetPart sheet, SheetCells cells)
    {
        using var reader = OpenXmlReader.Create(sheet);
        var line = 0;
        while (reader.Read())
        {
            if (reader.ElementType != typeof(Row) || !reader.IsStartElement) continue;
            var row = (Row)reader.LoadCurrentElement()!;
            line = row.RowIndex?.Value is { } at ? (int)at : line + 1;
            yield return new PlanTableRow(line, Cells(row, line, cells));
        }
    }

    private static List<string> Cells(Row row, int line, SheetCells cells)
    {
        var texts = new List<string>();
        foreach (var cell in row.Elements<Cell>())
        {
            var at = cell.CellReference?.Value is { } name ? Column(name) : texts.Count;
            if (at is < 0 or >= MostColumns) throw new PlanFileException("too_many_columns", $"A row has more than {MostColumns} columns.", line);
            while (texts.Count <= at) texts.Add("");
            texts[at] = cells.Text(cell).Trim();
        }
        return texts;
    }

    /// <summary>Place of a column by its letters, from 0.</summary>
    private static int Column(string name)
    {
        var column = 0;
        foreach (var letter in name.TakeWhile(char.IsAsciiLetter).Take(4)) column = column * 26 + (char.ToUpperInvariant(letter) - 'A' + 1);
        return column - 1;
    }
}

/// <summary>What cells show: shared and own strings, numbers by their format.</summary>
internal sealed class SheetCells
{
    private readonly string[] _shared;
    private readonly uint[] _formats;
    private readonly Dictionary<uint, string> _codes;
    private readonly double _shift;

    public SheetCells(WorkbookPart book)
    {
        _shared = [.. book.SharedStringTablePart?.SharedStringTable?.Elements<SharedStringItem>().Select(item => Shown(item)) ?? []];
        var styles = book.WorkbookStylesPart?.Stylesheet;
        _formats = [.. styles?.CellFormats?.Elements<CellFormat>().Select(format => format.NumberFormatId?.Value ?? 0) ?? []];
        _codes = (styles?.NumberingFormats?.Elements<NumberingFormat>() ?? []).Where(format => format.NumberFormatId is not null).DistinctBy(format => format.NumberFormatId!.Value).ToDictionary(format => format.NumberFormatId!.Value, format => format.FormatCode?.Value ?? "");
        _shift = book.Workbook?.WorkbookProperties?.Date1904?.Value == true ? 1462 : 0;
    }

    public string Text(Cell cell)
    {
        var text = cell.CellValue?.Text ?? "";
        if (cell.DataType?.Value == CellValues.SharedString) return int.TryParse(text, out var at) && at >= 0 && at < _shared.Length ? _shared[at] : "";
        if (cell.DataType?.Value == CellValues.InlineString) return cell.InlineString is { } own ? Shown(own) : "";
        if (cell.DataType?.Value == CellValues.Boolean) return text == "1" ? "yes" : "no";
        if (cell.DataType?.Value == CellValues.Date) return DateTime.TryParse(text, CultureInfo.InvariantCulture, out var date) ? Text(date) : text;
        if (cell.DataType is not null && cell.DataType.Value != CellValues.Number) return text;
        return double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? Number(number, cell.StyleIndex?.Value ?? 0) : text;
    }

    /// <summary>The text of a string without phonetic hints.</summary>
    private static string Shown(OpenXmlElement item) => string.Concat(item.Descendants<Text>().Where(text => text.Parent is not PhoneticRun).Select(text => text.Text));

    private string Number(double number, uint style)
    {
        var format = style < _formats.Length ? _formats[style] : 0;
        var code = _codes.GetValueOrDefault(format, "");
        if (format is 9 or 10 || code.Contains('%')) return (number * 100).ToString("0.########", CultureInfo.InvariantCulture) + "%";
        if ((format is >= 14 and <= 22 or >= 27 and <= 36 or >= 50 and <= 58 || IsDate(code)) && number + _shift is > 0 and < 2_958_466) return Text(DateTime.FromOADate(number + _shift));
        return number.ToString("0.##########", CultureInfo.InvariantCulture);
    }

    /// <summary>A format of one's own is of a date where it has a year or a day outside quotes and brackets.</summary>
    private static bool IsDate(string code)
    {
        var (quoted, bracket) = (false, false);
        foreach (var c in code)
        {
            if (c == '"') quoted = !quoted;
            else if (c == '[') bracket = true;
            else if (c == ']') bracket = false;
            else if (!quoted && !bracket && c is 'y' or 'Y' or 'd' or 'D') return true;
        }
        return false;
    }

    /// <summary>To the minute: a serial day number has rounding errors.</summary>
    private static string Text(DateTime date) => date.AddSeconds(30).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
