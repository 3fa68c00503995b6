namespace Tandem.Scheduling.Files;

/// <summary>Microsoft Project XML (MSPDI), in and out.</summary>
public static class Mspdi
{
    /// <summary>Reads a plan. The stream is read once and not closed.</summary>
    /// <exception cref="PlanFileException">Not MSPDI, broken, or beyond the limits; names line and field.</exception>
    public static PlanFile Read(Stream stream) => MspdiReader.Read(stream);
}
