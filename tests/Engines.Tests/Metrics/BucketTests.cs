using CsCheck;
using NodaTime;
using Tandem.Metrics.Time;
using Period = Tandem.Metrics.Time.Period;
using Xunit;

namespace Tandem.Engines.Tests.Metrics;

public sealed class BucketTests
{
    private static readonly string[] Zones =
        ["UTC", "Asia/Shanghai", "Europe/London", "America/New_York", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo"];

    private static long At(string utc) => ZoneTable.ToMicros(NodaTime.Text.InstantPattern.ExtendedIso.Parse(utc).Value);

    private static Buckets Of(string zone, Period period, string from, string to, IsoDayOfWeek weekStart = IsoDayOfWeek.Monday) =>
        Buckets.Of(new(DateTimeZoneProviders.Tzdb[zone], period, weekStart), new(At(from), At(to)));

    [Fact]
    public void A_second_divides_two_Shanghai_days()
    {
        var days = Of("Asia/Shanghai", Period.Day, "2025-02-28T16:00:00Z", "2025-03-03T16:00:00Z");
        Assert.Equal(["2025-03-01", "2025-03-02", "2025-03-03"], days.Labels());
        Assert.Equal(0, days.IndexOf(At("2025-03-01T15:59:59Z")));
        Assert.Equal(1, days.IndexOf(At("2025-03-01T16:00:00Z")));
    }

    [Theory]
    [InlineData("2021-03-28", 23)]
    [InlineData("2021-10-31", 25)]
    public void A_day_of_changing_clocks_has_its_real_hours(string date, int hours)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;
        var zone = DateTimeZoneProviders.Tzdb["Europe/London"];
        var buckets = Buckets.Of(new(zone, Period.Hour), new(ZoneTable.StartOf(day, zone), ZoneTable.StartOf(day.PlusDays(1), zone)));
        Assert.Equal(hours, buckets.Count);
        Assert.Equal(hours, buckets.Labels().Distinct().Count());
    }

    [Fact]
    public void Weeks_start_where_they_are_told()
    {
        Assert.Equal("2020-06-08", Of("UTC", Period.Week, "2020-06-10T00:00:00Z", "2020-06-11T00:00:00Z").Label(0));
        Assert.Equal("2020-06-07", Of("UTC", Period.Week, "2020-06-10T00:00:00Z", "2020-06-11T00:00:00Z", IsoDayOfWeek.Sunday).Label(0));
    }

    [Fact]
    public void A_day_that_a_zone_skipped_holds_nothing_and_moves_nothing()
    {
        var days = Of("Pacific/Apia", Period.Day, "2011-12-29T10:00:00Z", "2011-12-31T10:00:00Z");
        Assert.Equal("2011-12-31", days.Label(days.IndexOf(At("2011-12-30T10:00:00Z"))));
    }

    [Fact]
    public void Any_instant_falls_into_the_period_of_its_local_date() => Gen.Select(Gen.Int[0, Zones.Length - 1], Gen.Long[0, 60L * 365 * 24 * 3600], Gen.Int[0, 3])
        .Sample((zoneAt, second, periodAt) =>
        {
            var (zone, period) = (DateTimeZoneProviders.Tzdb[Zones[zoneAt]], (Period)periodAt);
            var at = second * ZoneTable.Second;
            var buckets = Buckets.Of(new(zone, period), new(at - 40 * ZoneTable.Day, at + 40 * ZoneTable.Day));
            var index = buckets.IndexOf(at);
            Assert.InRange(at, buckets.Start(index), buckets.Start(index + 1) - 1);
            if (period != Period.Hour) Assert.Equal(Periods.StartOf(ZoneTable.ToInstant(at).InZone(zone).Date, period, IsoDayOfWeek.Monday), buckets.Date(index));
        });
}
