using System.Globalization;
using Tandem.Delivery.Costs;
using Tandem.Kernel.Charts;
using Tandem.Kernel.Wording;

namespace Tandem.Delivery.Pages;

/// <summary>The S-curve: planned, earned, actual, and the cost forecast to the end.</summary>
internal static class BudgetChart
{
    public static ChartData Of(ValueOfProject value, DateOnly today, Words words) => new(
        [.. value.Curve.Select(point => point.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))], "day",
        [
            new ChartSeries("PV", [.. value.Curve.Select(point => (decimal?)point.Planned)]), new ChartSeries("EV", [.. value.Curve.Select(point => point.Earned)]),
            new ChartSeries("AC", [.. value.Curve.Select(point => point.Actual)]), new ChartSeries("EAC", [.. value.Curve.Select(point => point.Forecast)], Compared: true),
        ])
    {
        Format = "money", Currency = value.Currency, Decimals = 0, Unit = words["budget.cumulative"], DataThrough = Day(value.Status),
        Marks = [new(Day(value.Status), "note", words["project.data-date", Formats.TableDate(DateOnly.FromDateTime(value.Status), today)])],
    };

    private static string Day(DateTime at) => DateOnly.FromDateTime(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
