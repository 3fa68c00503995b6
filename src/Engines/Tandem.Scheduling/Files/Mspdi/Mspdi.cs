namespace Tandem.Scheduling.Files;

/// <summary>Microsoft Project XML (MSPDI), in and out.</summary>
public static class Mspdi
{
    /// <summary>Reads a plan. The stream is read once and not closed.</summary>
    /// <exception cref="PlanFileException">Not MSPDI, broken, or beyond the limits; names line and field.</exception>
    public static PlanFile Read(Stream stream) => MspdiReader.Read(stream);

    /// <summary>Writes a plan, with all that was left over when it was read. Dates written are the rows' <see cref="PlanTask.Stored"/>; see <see cref="PlanFile.WithDates"/>.</summary>
    public static void Write(PlanFile file, Stream stream) => MspdiWriter.Write(file, stream);
}
