using System.Globalization;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Pages;

/// <summary>Numbers as people type them in the forms of a plan.</summary>
internal static class DayNumbers
{
    /// <summary>Minutes of an item's day: 24 hours where it runs round the clock.</summary>
    public static int Of(PlanSnapshot plan, WorkItemId item) => plan.Outline.Find(item) is { } row ? plan.Head.DayOf(plan.Outline.Items[row]) : plan.Head.MinutesPerDay;

    public static string Plain(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>With the digits that give the same minutes back.</summary>
    public static string Exact(double value) => value.ToString("0.#####", CultureInfo.InvariantCulture);

    /// <summary>Null where nothing is typed.</summary>
    public static double? Read(string? text, string field) => string.IsNullOrWhiteSpace(text) ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && Math.Abs(value) < 1e12 ? value : throw ProblemException.Invalid(field, "bad_value", field, text);
}
