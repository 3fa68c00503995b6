namespace Tandem.Scheduling.Levelling.Instances;

/// <summary>Published forms of resource-constrained projects: PSPLIB (<c>.sm</c>), Patterson (<c>.rcp</c>), MPLIB with several projects on shared resources (<c>.rcmp</c>).</summary>
public static class InstanceFiles
{
    /// <summary>Whether the file's form is one that <see cref="Read"/> takes.</summary>
    public static bool Knows(string path) => Path.GetExtension(path).ToLowerInvariant() is ".sm" or ".rcp" or ".rcmp";

    /// <param name="name">The file's name, for its ending.</param>
    /// <param name="text">What stands in it.</param>
    /// <exception cref="PlanException">Not in that form, or a project that can't be levelled.</exception>
    public static ResourceProject Read(string name, string text)
    {
        try
        {
            return Path.GetExtension(name).ToLowerInvariant() switch
            {
                ".sm" => Psplib.Read(text),
                ".rcmp" => Mplib.Read(text),
                _ => Patterson.Read(text),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            throw new PlanException("instance_form", $"{name} breaks off or holds something else than a number: {e.Message}", e);
        }
    }
}
