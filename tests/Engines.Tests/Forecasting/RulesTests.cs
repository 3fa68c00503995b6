using Tandem.Forecasting;
using Tandem.Forecasting.Rules;
using Xunit;

namespace Tandem.Engines.Tests.Forecasting;

public sealed class RulesTests
{
    private static BandedPeriod At(double value) => new(value, 90, 110);

    [Fact]
    public void Two_periods_in_a_row_outside_fire()
    {
        var verdict = BandBreach.Judge([At(100), At(80), At(85)], Direction.Down);
        Assert.True(verdict.Fires);
        Assert.Equal((BandReason.TwoOutside, 2, 5.0), (verdict.Reason, verdict.PeriodsOutside, verdict.Distance));
    }

    [Fact]
    public void One_period_outside_does_not_fire() => Assert.Equal(BandReason.OneOutside, BandBreach.Judge([At(100), At(80)], Direction.Down).Reason);

    [Fact]
    public void The_other_side_does_not_fire() => Assert.Equal(BandReason.Inside, BandBreach.Judge([At(120), At(120)], Direction.Down).Reason);

    [Fact]
    public void A_fall_on_one_side_and_a_rise_on_the_other_are_not_two_in_a_row() =>
        Assert.False(BandBreach.Judge([At(120), At(80)], Direction.Down).Fires);

    [Fact]
    public void Small_numbers_do_not_fire()
    {
        BandedPeriod[] small = [new(0, 1, 5), new(0, 1, 5)];
        Assert.Equal(BandReason.TooSmall, BandBreach.Judge(small, Direction.Down, minimumCount: 10).Reason);
        Assert.True(BandBreach.Judge(small, Direction.Down).Fires);
    }

    [Fact]
    public void A_single_period_is_too_little() => Assert.Equal(BandReason.TooLittleData, BandBreach.Judge([At(1)], Direction.Down).Reason);

    [Fact]
    public void An_episode_ends_at_two_periods_in_a_row_inside()
    {
        Assert.False(BandBreach.Judge([At(80), At(100)], Direction.Down).Recovered);
        Assert.True(BandBreach.Judge([At(80), At(100), At(90)], Direction.Down).Recovered);
    }

    [Fact]
    public void A_target_far_out_of_reach_is_missed_and_one_at_hand_is_not()
    {
        double[] done = [.. Enumerable.Range(0, 30).Select(t => 100 + 5 * Math.Sin(t * t))];
        var forecast = Forecaster.Forecast(done, 1, 10);
        var soFar = done.AsSpan(20);
        var missed = TargetMiss.Judge(soFar, forecast, 10, new(TargetKind.Sum, Direction.Up, 2500))!;
        var met = TargetMiss.Judge(soFar, forecast, 10, new(TargetKind.Sum, Direction.Up, 1500))!;
        Assert.True(missed.Fires);
        Assert.False(met.Fires);
        Assert.Equal(1, missed.Probability);
        Assert.Equal(500, missed.ExpectedShortfall, 60.0);
        Assert.InRange(missed.Expected, missed.Lo80, missed.Hi80);
    }

    [Fact]
    public void A_target_on_the_expected_value_is_a_coin_toss()
    {
        double[] done = [.. Enumerable.Range(0, 40).Select(t => 100 + 20 * Math.Sin(t * t))];
        var forecast = Forecaster.Forecast(done, 1, 8);
        var verdict = TargetMiss.Judge([], forecast, 8, new(TargetKind.Mean, Direction.Up, forecast.Mean.Average()))!;
        Assert.InRange(verdict.Probability, 0.35, 0.65);
    }

    [Fact]
    public void A_ceiling_is_missed_from_above() =>
        Assert.True(TargetMiss.Judge([5, 7], Forecast.None, 0, new(TargetKind.Sum, Direction.Down, 10))!.Fires);

    [Fact]
    public void A_target_that_is_over_needs_no_forecast()
    {
        Assert.Equal(0, TargetMiss.Judge([5, 7], Forecast.None, 0, new(TargetKind.Last, Direction.Up, 7))!.Probability);
        Assert.Null(TargetMiss.Judge([5, 7], Forecast.None, 3, new(TargetKind.Last, Direction.Up, 7)));
    }
}
