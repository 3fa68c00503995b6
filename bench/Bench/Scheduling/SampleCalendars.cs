using Tandem.Scheduling;

namespace Tandem.Bench.Scheduling;

/// <summary>The sample's two calendars; bank holidays of England and Wales in 2011.</summary>
internal static class SampleCalendars
{
    private static readonly WorkingDay Office = WorkingDay.Of(new Shift(540, 750), new Shift(780, 1050));
    private static readonly WorkingDay Shift = WorkingDay.Of(new Shift(360, 600), new Shift(630, 870));

    private static readonly (int Month, int Day, string English, string Chinese, bool WarehouseToo)[] Holidays =
    [
        (1, 3, "New Year's Day (substitute)", "元旦（补休）", true), (4, 22, "Good Friday", "耶稣受难日", true), (4, 25, "Easter Monday", "复活节星期一", false), (4, 29, "Royal wedding", "王室婚礼", false),
        (5, 2, "Early May bank holiday", "五月初银行假日", false), (5, 30, "Spring bank holiday", "春季银行假日", false), (8, 29, "Summer bank holiday", "夏季银行假日", true),
        (12, 26, "Boxing Day", "节礼日", true), (12, 27, "Christmas Day (substitute)", "圣诞节（补休）", true),
    ];

    public static IReadOnlyList<CalendarDefinition> All(string language)
    {
        var english = language == "en";
        return
        [
            new CalendarDefinition
            {
                Uid = 1, Name = english ? "Office (England)" : "办公室（英格兰）", Week = [Office, Office, Office, Office, Office, WorkingDay.Off, WorkingDay.Off],
                Exceptions = [.. Holidays.Select(h => Free(h.Month, h.Day, english ? h.English : h.Chinese))],
            },
            new CalendarDefinition
            {
                Uid = 2, Name = english ? "Warehouse, six days" : "仓库（每周六天）", Week = [Shift, Shift, Shift, Shift, Shift, Shift, WorkingDay.Off],
                Exceptions = [.. Holidays.Where(h => h.WarehouseToo).Select(h => Free(h.Month, h.Day, english ? h.English : h.Chinese)), .. new[] { 13, 20, 27 }.Select(d => Sunday(d, english))],
            },
        ];
    }

    private static CalendarException Free(int month, int day, string name) => new(new DateOnly(2011, month, day), new DateOnly(2011, month, day), WorkingDay.Off, name);

    private static CalendarException Sunday(int day, bool english) => new(new DateOnly(2011, 11, day), new DateOnly(2011, 11, day), Shift, english ? "Sunday shift" : "周日加班");
}
