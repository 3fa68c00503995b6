namespace Tandem.Scheduling.Files;

/// <summary>Primavera P6's exchange file (XER), in.</summary>
public static class Xer
{
    /// <summary>Reads the file's (first) project. Where the file says no start, the earliest actual start, then <paramref name="start"/>, then its day of export is taken.</summary>
    /// <exception cref="PlanFileException">No XER, no activities, or beyond the limits; names the line.</exception>
    public static PlanFile Read(Stream stream, DateTime? start = null) => XerReader.Read(stream, start);
}
