namespace Tandem.Scheduling.Files;

/// <summary>Any plan file, by what it is said to be and what it turns out to be.</summary>
public static class PlanFiles
{
    /// <summary>Reads a plan of the given format. <paramref name="start"/> stands in where the file says none; <paramref name="project"/> is the short name of one of several in the file.</summary>
    /// <exception cref="PlanFileException">Not a plan, or another program's own format with advice how to save it instead.</exception>
    public static PlanFile Read(Stream stream, PlanFormat format, DateTime? start = null, string? project = null)
    {
        var source = Rewindable(stream);
        Refuse(source);
        return format switch
        {
            PlanFormat.Mspdi => ThreePoints.Take(Mspdi.Read(source)),
            PlanFormat.Xer => ThreePoints.Take(Xer.Read(source, start, project)),
            _ => PlanCsv.Read(source, start),
        };
    }

    /// <summary>The format by a content type or file name; null where neither tells.</summary>
    public static PlanFormat? FormatOf(string? contentTypeOrName)
    {
        var text = (contentTypeOrName ?? "").Split(';')[0].Trim().ToUpperInvariant();
        if (text is "APPLICATION/XML" or "TEXT/XML" || text.EndsWith(".XML", StringComparison.Ordinal)) return PlanFormat.Mspdi;
        if (text is "TEXT/PLAIN" || text.EndsWith(".XER", StringComparison.Ordinal)) return PlanFormat.Xer;
        if (text is "APPLICATION/VND.OPENXMLFORMATS-OFFICEDOCUMENT.SPREADSHEETML.SHEET" || text.EndsWith(".XLSX", StringComparison.Ordinal)) return PlanFormat.Xlsx;
        return text is "TEXT/CSV" || text.EndsWith(".CSV", StringComparison.Ordinal) ? PlanFormat.Csv : null;
    }

    /// <summary>The format by how the file begins; null where that doesn't tell. Another program's own format counts as the one whose reading refuses it with advice.</summary>
    public static PlanFormat? FormatOf(Stream seekable)
    {
        var start = seekable.Position;
        Span<byte> head = stackalloc byte[64];
        var read = seekable.ReadAtLeast(head, 64, throwOnEndOfStream: false);
        seekable.Position = start;
        head = head[..read];
        if (head.StartsWith("PK"u8)) return PlanFormat.Xlsx;
        if (head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0])) return PlanFormat.Mspdi;
        var text = System.Text.Encoding.Latin1.GetString(head).Replace("\0", "", StringComparison.Ordinal).TrimStart('\u00EF', '\u00BB', '\u00BF', '\u00FF', '\u00FE', ' ', '\r', '\n', '\t');
        return text.StartsWith('<') ? PlanFormat.Mspdi : text.StartsWith("ERMHDR", StringComparison.Ordinal) ? PlanFormat.Xer : null;
    }

    private static Stream Rewindable(Stream stream)
    {
        if (stream.CanSeek) return stream;
        var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    private static void Refuse(Stream stream)
    {
        var start = stream.Position;
        Span<byte> head = stackalloc byte[8];
        var read = stream.ReadAtLeast(head, 8, throwOnEndOfStream: false);
        stream.Position = start;
        if (read == 0) throw new PlanFileException("empty_file", "The file is empty.");
        if (head.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0])) throw new PlanFileException("mpp_file", "This is Microsoft Project's own format (MPP). In Project choose File, Save As, XML Format (*.xml) and import that file.");
        if (head.StartsWith("PK"u8)) throw new PlanFileException("zip_file", "This is a packed file. Unpack it and import the plan in it.");
        if (head.StartsWith("%PDF"u8)) throw new PlanFileException("pdf_file", "This is a PDF; a plan is imported as Microsoft Project XML, Primavera XER or CSV.");
    }
}
