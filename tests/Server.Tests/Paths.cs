using System.Reflection;

namespace Tandem.Server.Tests;

/// <summary>Where the program and the sources are.</summary>
internal static class Paths
{
    public static string Host => Baked("Host");

    public static string Repository => Path.GetFullPath(Baked("Repository"));

    private static string Baked(string key) =>
        typeof(Paths).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == key).Value!.Replace('\\', Path.DirectorySeparatorChar);
}
