using Tandem.Automation.Loop;
using Tandem.Automation.Signals;
using Tandem.Contracts.Insight;
using Tandem.Forecasting.Rules;

namespace Tandem.Server.Tests.Automation;

public sealed class OutcomeTests
{
    private static readonly DateOnly Monday = new(2011, 8, 1);

    private static List<EvidencePoint> Weeks(params decimal[] values) => [.. values.Select((v, i) => new EvidencePoint(Monday.AddDays(7 * i), Monday.AddDays(7 * i + 6), v))];

    [Theory]
    [InlineData(new[] { 20, 20, 20 }, "Unclear")]
    [InlineData(new[] { 5, 5, 5, 5 }, "Recovered")]
    [InlineData(new[] { 20, 0, 0, 0 }, "Recovered")]
    [InlineData(new[] { 5, 5, 5, 4 }, "NotRecovered")]
    [InlineData(new[] { 0, 0, 0, 0, 500 }, "NotRecovered")]
    public void A_slow_seller_recovers_at_half_its_pace_over_the_first_four_weeks(int[] units, string expected) =>
        Assert.Equal(expected, OutcomeRule.OfSlowSeller(Weeks([.. units.Select(u => (decimal)u)]), pace: 10).ToString());

    [Theory]
    [InlineData(new[] { 100, 99, 100 }, "Unclear")]
    [InlineData(new[] { 99, 100, 100 }, "Recovered")]
    [InlineData(new[] { 150, 300 }, "Recovered")]
    public void A_band_signal_recovers_at_two_periods_in_a_row_inside(int[] values, string expected) =>
        Assert.Equal(expected, OutcomeRule.OfBand(Weeks([.. values.Select(v => (decimal)v)]), 100, Direction.Down).ToString());

    [Fact]
    public void A_target_signal_recovers_on_two_evaluations_and_fails_when_the_target_is_over()
    {
        Assert.Equal(OutcomeKind.Unclear, OutcomeRule.OfTarget([0.9, 0.3], 0.4, over: false));
        Assert.Equal(OutcomeKind.Recovered, OutcomeRule.OfTarget([0.9, 0.4, 0.4], 0.4, over: false));
        Assert.Equal(OutcomeKind.NotRecovered, OutcomeRule.OfTarget([0.9, 0.3, 1], 0.4, over: true));
        Assert.Equal(OutcomeKind.Recovered, OutcomeRule.OfTarget([0.9, 0], 0.4, over: true));
    }

    [Theory]
    [InlineData("2011-08-01T00:00", "2011-08-01")]
    [InlineData("2011-08-01T08:00", "2011-08-08")]
    [InlineData("2011-08-07T23:59", "2011-08-08")]
    public void The_first_complete_week_begins_after_the_actual_start(string start, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), Periods.FirstAfter(DateTime.Parse(start), Interval.Week));

    [Theory]
    [InlineData("2011-08-28", 1, "2011-08-29")]
    [InlineData("2011-08-28", 10, "2011-09-09")]
    [InlineData("2011-08-26", 1, "2011-08-29")]
    [InlineData("2011-08-26", 0, "2011-08-26")]
    public void Due_counts_working_days_from_the_data_through_date(string from, int days, string expected) =>
        Assert.Equal(DateOnly.Parse(expected), Periods.AddWorkingDays(DateOnly.Parse(from), days));

    [Fact]
    public void A_week_in_progress_is_not_complete()
    {
        Assert.Equal(new DateOnly(2011, 8, 28), Periods.LastComplete(new(2011, 9, 1), Interval.Week));
        Assert.Equal(new DateOnly(2011, 8, 28), Periods.LastComplete(new(2011, 8, 29), Interval.Week));
        Assert.Equal(new DateOnly(2011, 8, 31), Periods.LastComplete(new(2011, 9, 1), Interval.Month));
        Assert.Equal(new DateOnly(2011, 8, 31), Periods.LastComplete(new(2011, 9, 1), Interval.Day));
    }

    [Fact]
    public void Every_past_moment_shows_the_state_of_then()
    {
        DateTime Day(int day) => new(2011, 8, day, 0, 0, 0, DateTimeKind.Utc);
        var signal = new Signal { RaisedAt = Day(1), HeldBack = Verdict.Cap, ReleasedAt = Day(8), StartedAt = Day(15), FinishedAt = Day(20) };
        signal.Close(OutcomeKind.Recovered, Day(29));
        Assert.Equal([SignalState.HeldBack, SignalState.Open, SignalState.InWork, SignalState.Watching, SignalState.Recovered], new[] { 7, 8, 15, 28, 29 }.Select(d => signal.StateAt(Day(d))));
        Assert.Equal([null, null, OutcomeKind.Unclear, OutcomeKind.Unclear, OutcomeKind.Recovered], new[] { 7, 8, 15, 28, 29 }.Select(d => signal.OutcomeAt(Day(d))));
    }
}
