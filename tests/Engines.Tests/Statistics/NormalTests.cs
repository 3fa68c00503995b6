using CsCheck;
using Tandem.Statistics;
using Xunit;

namespace Tandem.Engines.Tests.Statistics;

/// <summary>Reference values: Wolfram Alpha / Abramowitz and Stegun table 26.1, to the digits shown.</summary>
public sealed class NormalTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.15865525393145705)]
    [InlineData(1.959963984540054, 0.025)]
    [InlineData(5, 2.866515718791939e-7)]
    [InlineData(10, 7.619853024160527e-24)]
    [InlineData(30, 4.906713927148187e-198)]
    public void The_upper_tail_keeps_its_digits_far_out(double z, double expected)
    {
        Assert.Equal(1, Normal.UpperTail(z) / expected, 1e-11);
        Assert.Equal(1, Normal.Cdf(-z) / expected, 1e-11);
    }

    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(1e-20, -9.262340089798408)]
    [InlineData(0.5, 0)]
    public void Quantiles_have_twelve_digits(double p, double expected) => Assert.Equal(expected, Normal.Quantile(p), 1e-11);

    [Fact]
    public void A_quantile_undoes_its_probability() =>
        Gen.Double[-35, 8].Sample(z => Assert.Equal(z, Normal.Quantile(Normal.Cdf(z)), z < 5 ? 1e-9 : 0.1));

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void What_is_no_probability_is_refused(double p) => Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(p));
}
