using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Web;

/// <summary>
/// Values of enums as forms and query strings write them: by name, in upper or lower case. A number, several names or an unknown one is no value, as in JSON bodies
/// (<see cref="TandemJson"/>).
/// </summary>
public static class Choice
{
    private const int Shown = 60;

    public static T? Find<T>(string? text) where T : struct, Enum =>
        Array.Find(Enum.GetNames<T>(), name => name.Equals(text?.Trim(), StringComparison.OrdinalIgnoreCase)) is { } found ? Enum.Parse<T>(found) : null;

    /// <exception cref="ProblemException">400 <c>required</c> or <c>bad_value</c> at the field.</exception>
    public static T Read<T>(string? text, string field) where T : struct, Enum => Optional<T>(text, field) ?? throw ProblemException.Invalid(field, "required", field);

    /// <summary>Null where nothing is said.</summary>
    /// <exception cref="ProblemException">400 <c>bad_value</c> at the field.</exception>
    public static T? Optional<T>(string? text, string field) where T : struct, Enum => string.IsNullOrWhiteSpace(text) ? null
        : Find<T>(text) ?? throw ProblemException.Invalid(field, "bad_value", field, text.Length > Shown ? text[..Shown] : text);
}
