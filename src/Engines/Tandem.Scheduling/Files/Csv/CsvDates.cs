using System.Globalization;
using System.Text.RegularExpressions;

namespace Tandem.Scheduling.Files;

/// <summary>
/// Dates as people write them: ISO, with dots, Chinese, with the month's name, or by strokes. Whether the day or the month stands first between strokes is said by all dates of the table
/// together: a number above 12 is a day.
/// </summary>
internal sealed partial class CsvDates
{
    private static readonly string[] Times = ["", " H:mm", " H:mm:ss", " h:mm tt", "'T'H:mm", "'T'H:mm:ss"];
    private static readonly string[] Plain = All("yyyy-M-d", "yyyy/M/d", "yyyy年M月d日", "d.M.yyyy", "d.M.yy", "d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "d MMM yy", "MMM d, yyyy", "MMMM d, yyyy");
    private static readonly string[] DayFirst = All("d/M/yyyy", "d/M/yy", "d-M-yyyy"), MonthFirst = All("M/d/yyyy", "M/d/yy", "M-d-yyyy");
    private readonly string[] strokes;

    [GeneratedRegex(@"^(?<first>\d{1,2})[/-](?<second>\d{1,2})[/-]\d{2,4}\b")]
    private static partial Regex Strokes { get; }

    /// <summary>The day of the week before a date, and what of an instant says its offset or its fraction of a second.</summary>
    [GeneratedRegex(@"^\p{L}{2,3}\.?,?\s+(?=\d)|(?<=T\d\d?:\d\d(:\d\d)?)(\.\d+)?(Z|[+-]\d\d:?\d\d)?$")]
    private static partial Regex Ornaments { get; }

    /// <param name="cells">All dates of the table.</param>
    /// <param name="dayFirst">What holds where they don't tell.</param>
    public CsvDates(IEnumerable<string> cells, bool dayFirst)
    {
        var (days, months, any) = (false, false, false);
        foreach (var match in cells.Select(cell => Strokes.Match(Bare(cell))).Where(match => match.Success))
        {
            any = true;
            days |= int.Parse(match.Groups["first"].ValueSpan, CultureInfo.InvariantCulture) > 12;
            months |= int.Parse(match.Groups["second"].ValueSpan, CultureInfo.InvariantCulture) > 12;
        }
        IsDayFirst = days == months ? dayFirst : days;
        IsGuess = any && days == months;
        strokes = IsDayFirst ? DayFirst : MonthFirst;
    }

    /// <summary>Nothing said which of the two stands first, or dates contradict each other.</summary>
    public bool IsGuess { get; }
    public bool IsDayFirst { get; }

    public bool TryDate(string text, out DateTime date)
    {
        text = Bare(text);
        return DateTime.TryParseExact(text, Strokes.IsMatch(text) ? strokes : Plain, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite, out date) && date.Year is >= 1900 and <= 2500;
    }

    private static string Bare(string text) => Ornaments.Replace(text.Trim(), "");

    private static string[] All(params string[] dates) => [.. dates.SelectMany(date => Times.Select(time => date + time))];
}
