using NodaTime;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Accounts;

/// <summary>Reads what people and programs send about accounts and workspaces; every refusal names the field and the reason.</summary>
internal static class Fields
{
    public const int NameLength = 200;

    public static string Name(string field, string? value)
    {
        var name = value?.Trim() ?? "";
        if (name.Length == 0) throw ProblemException.Invalid(field, "required", field);
        if (name.Length > NameLength) throw ProblemException.Invalid(field, "too_long", field, NameLength);
        return name;
    }

    public static string Email(string? value)
    {
        var email = value?.Trim() ?? "";
        if (email.Length == 0) throw ProblemException.Invalid("email", "required", "email");
        if (email.Length > NameLength) throw ProblemException.Invalid("email", "too_long", "email", NameLength);
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != email.LastIndexOf('@') || at == email.Length - 1 || email.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))) throw ProblemException.Invalid("email", "bad_email");
        return email;
    }

    public static string Password(string field, string? value)
    {
        if (string.IsNullOrEmpty(value)) throw ProblemException.Invalid(field, "required", field);
        return value.Length <= Identity.MaximumLength ? value : throw ProblemException.Invalid(field, "too_long", field, Identity.MaximumLength);
    }

    /// <summary>Null or empty: none chosen.</summary>
    public static string? Language(string? value) => Choice("language", value, Words.Languages);

    public static string? Theme(string? value) => Choice("theme", value, ["light", "dark"]);

    /// <summary>IANA id; null or empty: none chosen.</summary>
    public static string? Zone(string? value) =>
        string.IsNullOrEmpty(value) ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(value) is null ? throw ProblemException.Invalid("zone", "bad_zone", value) : value;

    public static DayOfWeek? WeekStart(string? value) =>
        string.IsNullOrEmpty(value) ? null : Enum.GetValues<DayOfWeek>().Cast<DayOfWeek?>().FirstOrDefault(day => string.Equals(day.ToString(), value, StringComparison.OrdinalIgnoreCase))
            ?? throw ProblemException.Invalid("weekStart", "bad_value", "weekStart", value);

    private static string? Choice(string field, string? value, IReadOnlyList<string> choices) =>
        string.IsNullOrEmpty(value) ? null : choices.Contains(value) ? value : throw ProblemException.Invalid(field, "bad_value", field, value);
}
