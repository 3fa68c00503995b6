namespace Tandem.Access.Layout;

/// <summary>Where to go after a form: only ever within this site.</summary>
internal static class LocalAddress
{
    public static string Of(string? next) => next is ['/', ..] && !next.StartsWith("//", StringComparison.Ordinal) && !next.Contains('\\') ? next : "/";
}
