using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Tandem.Delivery.Plans;

namespace Tandem.Delivery.Exports;

/// <summary>A plan as a workbook (XLSX) with the columns of the CSV. All cells are text, so none is a formula and none loses its zeros.</summary>
internal static class PlanWorkbook
{
    public static byte[] Write(PlanSnapshot plan)
    {
        using var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            var sheet = book.AddNewPart<WorksheetPart>();
            WriteRows(sheet, PlanTable.Rows(plan));
            book.Workbook = new Workbook(new Sheets(new Sheet { Id = book.GetIdOfPart(sheet), SheetId = 1, Name = "Plan" }));
        }
        return stream.ToArray();
    }

    private static void WriteRows(WorksheetPart sheet, IEnumerable<IEnumerable<string>> rows)
    {
        using var writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteStartElement(new SheetData());
        foreach (var row in rows) writer.WriteElement(new Row(row.Select(CellOf)));
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static Cell CellOf(string text) => new() { DataType = CellValues.InlineString, InlineString = new InlineString(new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve }) };

    /// <summary>Characters that XML can't hold are left out.</summary>
    private static string Clean(string text) => text.All(System.Xml.XmlConvert.IsXmlChar) ? text : string.Concat(text.Where(c => System.Xml.XmlConvert.IsXmlChar(c)));
}
