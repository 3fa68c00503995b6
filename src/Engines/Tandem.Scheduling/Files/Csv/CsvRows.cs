using System.Text;

namespace Tandem.Scheduling.Files;

/// <summary>Cells of a CSV text: quotes doubled within quotes, line breaks allowed in them; the separator is found in the first line.</summary>
internal static class CsvRows
{
    private const int Columns = 500;

    public static char Separator(string text)
    {
        var line = text.AsSpan(0, text.IndexOfAny(['\r', '\n']) is var end and >= 0 ? end : text.Length);
        var (best, most) = (',', 0);
        foreach (var c in ",;\t|")
        {
            var count = line.Count(c);
            if (count > most) (best, most) = (c, count);
        }
        return best;
    }

    public static IEnumerable<(int Line, List<string> Cells)> Read(string text, char separator)
    {
        var (cells, cell, quoted, line, first) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n') line++;
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"' && cell.Length == 0) quoted = true;
            else if (c == separator) Close(cells, cell, first);
            else if (c == '\n')
            {
                Close(cells, cell, first);
                if (cells.Exists(s => s.Length > 0)) yield return (first, cells);
                (cells, first) = ([], line);
            }
            else if (c != '\r') cell.Append(c);
        }
        if (quoted) throw new PlanFileException("open_quote", "A quote is opened and never closed.", first);
        Close(cells, cell, first);
        if (cells.Exists(s => s.Length > 0)) yield return (first, cells);
    }

    private static void Close(List<string> cells, StringBuilder cell, int line)
    {
        if (cells.Count >= Columns) throw new PlanFileException("too_many_columns", $"A row has more than {Columns} columns.", line);
        cells.Add(cell.ToString().Trim());
        cell.Clear();
    }
}
