using CsCheck;
using Tandem.Statistics;
using Xunit;

namespace Tandem.Engines.Tests.Statistics;

public sealed class ProportionTests
{
    /// <summary>Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.</summary>
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    public void Wilson_intervals_equal_the_published_ones(long successes, long trials, double low, double high)
    {
        var interval = Proportion.Wilson(successes, trials);
        Assert.Equal(low, interval.Low, 5e-5);
        Assert.Equal(high, interval.High, 5e-5);
    }

    [Fact]
    public void An_interval_holds_its_estimate_and_stays_a_share() =>
        Gen.Long[0, 500].SelectMany(n => Gen.Long[0, n].Select(k => (k, n))).Sample(x =>
        {
            var interval = Proportion.Wilson(x.k, x.n);
            Assert.InRange(interval.Estimate, interval.Low - 1e-12, interval.High + 1e-12);
            Assert.InRange(interval.Low, 0, 1);
            Assert.InRange(interval.High, 0, 1);
        });

    [Fact]
    public void Without_trials_nothing_is_known() => Assert.Equal(new Interval(0.5, 0, 1), Proportion.Wilson(0, 0));
}
