using System.Globalization;
using Tandem.Contracts.Insight;

namespace Tandem.Insight.Targets;

/// <summary>Numbers of targets as pages write them.</summary>
internal static class TargetWords
{
    public static string Wanted(Target target) => target.Wanted == Contracts.Insight.Wanted.AtLeast ? "≥" : "≤";

    /// <summary>For sorting and for the fields of forms.</summary>
    public static string? Raw(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture);
}
