namespace Tandem.Scheduling.Files;

/// <summary>Primavera P6's exchange file (XER), in and out.</summary>
public static class Xer
{
    /// <summary>Reads one project of the file: the one with the short name <paramref name="project"/>, else the first that is no baseline. Where the file says no start, the earliest actual start, then <paramref name="start"/>, then its day of export is taken.</summary>
    /// <exception cref="PlanFileException">No XER, no activities, or beyond the limits; names the line.</exception>
    public static PlanFile Read(Stream stream, DateTime? start = null, string? project = null) => XerReader.Read(stream, start, project);

    /// <summary>
    /// Writes a plan in the form of P6 23: what it was read with, changed where the plan has changed since; a plan of another origin as one project. UTF-8, as which a file of plain
    /// ASCII reads in every code page. Dates written are the rows' <see cref="PlanTask.Stored"/>; see <see cref="PlanFile.WithDates"/>.
    /// </summary>
    public static void Write(PlanFile file, Stream stream) => XerWriter.Write(file, stream);
}
