using CsCheck;
using Tandem.Forecasting;
using Xunit;

namespace Tandem.Engines.Tests.Forecasting;

public sealed class ForecasterTests
{
    private static readonly Gen<double[]> Histories = Gen.OneOf(
        Gen.Double[0, 1000].Array[12, 60],
        Gen.Int[0, 5].Select(i => (double)i).Array[12, 60],
        Gen.Double[-1e3, 1e3].Array[12, 60],
        Gen.Select(Gen.Double[1, 50], Gen.Double[0, 3], Gen.Double[0, 10].Array[12, 60]).Select(x => x.Item3.Select((e, t) => x.Item1 + x.Item2 * t + e).ToArray()));

    private static readonly Gen<(double[] Series, int Season, int Horizon)> Questions = Gen.Select(Histories, Gen.Int[0, 3].Select(i => new[] { 1, 4, 7, 12 }[i]), Gen.Int[1, 14]);

    [Fact]
    public void Bands_are_finite_nested_around_the_mean_and_of_the_horizons_length() => Questions.Sample(q =>
    {
        var f = Forecaster.Forecast(q.Series, q.Season, q.Horizon);
        foreach (var line in new[] { f.Mean, f.Lo80, f.Hi80, f.Lo95, f.Hi95 })
        {
            Assert.Equal(q.Horizon, line.Length);
            Assert.All(line, v => Assert.True(double.IsFinite(v)));
        }
        for (var k = 0; k < q.Horizon; k++)
        {
            Assert.True(f.Lo95[k] <= f.Lo80[k] && f.Lo80[k] <= f.Mean[k] && f.Mean[k] <= f.Hi80[k] && f.Hi80[k] <= f.Hi95[k]);
        }
    }, iter: 150);

    [Fact]
    public void A_series_without_negative_values_is_never_forecast_below_zero() => Questions.Sample(q =>
    {
        var f = Forecaster.Forecast(q.Series.Select(Math.Abs).ToArray(), q.Season, q.Horizon);
        Assert.All(f.Lo95, v => Assert.True(v >= 0));
        Assert.All(f.Paths, p => Assert.All(p, v => Assert.True(v >= 0)));
    }, iter: 60);

    [Fact]
    public void Another_unit_changes_the_numbers_and_nothing_else() => Gen.Select(Questions, Gen.Int[-40, 40]).Sample(x =>
    {
        var ((series, season, horizon), exponent) = x;
        var factor = Math.ScaleB(1, exponent);
        var plain = Forecaster.Forecast(series, season, horizon);
        var scaled = Forecaster.Forecast(series.Select(v => v * factor).ToArray(), season, horizon);
        Assert.Equal(plain.Model, scaled.Model);
        for (var k = 0; k < horizon; k++)
        {
            Assert.Equal(plain.Mean[k] * factor, scaled.Mean[k], Math.Abs(plain.Mean[k] * factor) * 1e-9 + double.Epsilon);
            Assert.Equal(plain.Hi95[k] * factor, scaled.Hi95[k], Math.Abs(plain.Hi95[k] * factor) * 1e-9 + double.Epsilon);
        }
    }, iter: 60);

    [Fact]
    public void The_same_question_has_the_same_answer() => Questions.Sample(q =>
    {
        Forecast a = Forecaster.Forecast(q.Series, q.Season, q.Horizon), b = Forecaster.Forecast(q.Series, q.Season, q.Horizon);
        Assert.Equal(a.Mean, b.Mean);
        Assert.Equal(a.Lo95, b.Lo95);
        Assert.Equal(a.Paths, b.Paths);
    }, iter: 30);

    [Fact]
    public void The_series_given_is_not_changed()
    {
        double[] series = [.. Enumerable.Range(0, 40).Select(t => 10 + 5 * Math.Sin(t))];
        double[] copy = [.. series];
        Forecaster.Forecast(series, 4, 6);
        Assert.Equal(copy, series);
    }

    [Theory]
    [InlineData(11, ForecastQuality.TooLittleData)]
    [InlineData(12, ForecastQuality.Wide)]
    [InlineData(19, ForecastQuality.Wide)]
    [InlineData(20, ForecastQuality.Ok)]
    public void Too_little_data_is_said(int points, ForecastQuality expected)
    {
        var f = Forecaster.Forecast(Noise(points), 1, 4);
        Assert.Equal(expected, f.Quality);
        Assert.Equal(expected == ForecastQuality.TooLittleData ? 0 : 4, f.Mean.Length);
    }

    [Fact]
    public void A_bench_gets_an_answer_from_a_single_point_on()
    {
        for (var n = 1; n < 14; n++) Assert.Equal(6, Forecaster.Forecast(Noise(n), 12, 6, new ForecastOptions { AlwaysAnswer = true }).Mean.Length);
    }

    [Fact]
    public void A_season_needs_two_full_ones()
    {
        Assert.Contains(ForecastNote.SeasonTooShort, Forecaster.Forecast(Noise(23), 12, 3).Notes);
        Assert.DoesNotContain(ForecastNote.SeasonTooShort, Forecaster.Forecast(Noise(24), 12, 3).Notes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-3.5)]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    public void A_constant_stays_what_it_is(double value)
    {
        var f = Forecaster.Forecast([.. Enumerable.Repeat(value, 30)], 7, 5);
        Assert.All(f.Mean, v => Assert.Equal(value, v));
        Assert.Contains(ForecastNote.Constant, f.Notes);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(1e-300)]
    [InlineData(double.MaxValue / 4)]
    public void Huge_and_tiny_values_stay_in_range(double unit)
    {
        var f = Forecaster.Forecast([.. Noise(40).Select(v => v / 100 * unit)], 1, 5);
        Assert.All(f.Mean, v => Assert.True(double.IsFinite(v)));
        Assert.All(f.Mean, v => Assert.InRange(v, 0, unit));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_value_that_is_no_number_is_refused_by_its_place(double bad)
    {
        var series = Noise(30);
        series[17] = bad;
        var error = Assert.Throws<ArgumentException>(() => Forecaster.Forecast(series, 1, 3));
        Assert.Contains("17", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clear_season_is_found_and_followed()
    {
        double[] series = [.. Enumerable.Range(0, 84).Select(t => 100 + 40 * Math.Sin(2 * Math.PI * t / 7) + Wobble(t))];
        var f = Forecaster.Forecast(series, 7, 14);
        for (var k = 0; k < 14; k++) Assert.Equal(100 + 40 * Math.Sin(2 * Math.PI * (84 + k) / 7), f.Mean[k], 6.0);
    }

    [Fact]
    public void A_weekday_on_which_a_shop_is_closed_is_forecast_as_zero_and_the_others_as_without_it()
    {
        double[] open = [.. Enumerable.Range(0, 72).Select(t => 100 + 10 * (t % 6) + Wobble(t))];
        double[] week = [.. Enumerable.Range(0, 84).Select(t => t % 7 == 6 ? 0 : open[t / 7 * 6 + t % 7])];
        Forecast whole = Forecaster.Forecast(week, 7, 14), alone = Forecaster.Forecast(open, 6, 12);
        for (var k = 0; k < 14; k++) Assert.Equal(k % 7 == 6 ? 0 : alone.Hi95[k / 7 * 6 + k % 7], whole.Hi95[k]);
        Assert.All(Forecaster.Forecast(week.AsSpan(0, 83), 7, 1).Mean, v => Assert.Equal(0, v));
    }

    private static double Wobble(int t) => 2 * Math.Sin(t * t);

    private static double[] Noise(int n) => [.. Enumerable.Range(0, n).Select(t => 50 + 20 * Math.Sin(t * t + 1))];
}
