using CsCheck;
using Tandem.Scheduling;
using Tandem.Scheduling.Risk;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling.Risk;

public sealed class DistributionTests
{
    private static readonly Gen<Distribution> Any =
        from low in Gen.Double[1, 1000]
        from more in Gen.Double[0, 500]
        from most in Gen.Double[0.1, 900]
        from kind in Gen.Int[0, 5]
        select (Distribution)(kind switch
        {
            0 => new Uniform(low, low + most),
            1 => new Triangular(low, low + Math.Min(more, most), low + most),
            2 => new Pert(low, low + Math.Min(more, most), low + most),
            3 => new ThreePoint(low, low + Math.Min(more, most), low + most),
            4 => new Lognormal(low, Math.Min(more, 0.8 * low)),
            _ => new Discrete([(low, 1), (low + more, 2), (low + most, 3.5)]),
        });

    [Fact]
    public void Quantiles_never_fall_as_the_probability_rises() => Gen.Select(Any, Gen.Double[0.001, 0.999], Gen.Double[0.001, 0.999]).Sample((d, p, q) =>
        Assert.True(d.Quantile(Math.Min(p, q)) <= d.Quantile(Math.Max(p, q)) + 1e-9), iter: 3_000);

    [Fact]
    public void The_mean_is_the_mean_of_the_quantiles() => Any.Sample(d =>
    {
        const int Steps = 4_000;
        var mean = Enumerable.Range(0, Steps).Sum(i => d.Quantile((i + 0.5) / Steps)) / Steps;
        Assert.Equal(1, mean / d.Mean, 0.01);
    }, iter: 60);

    [Fact]
    public void A_three_point_estimate_lies_below_its_low_and_above_its_high_in_one_case_of_ten()
    {
        var d = new ThreePoint(80, 100, 160);
        Assert.Equal((80, 160), (Math.Round(d.Quantile(0.1), 6), Math.Round(d.Quantile(0.9), 6)));
        Assert.True(d.Quantile(0.001) < 80 && d.Quantile(0.999) > 160);
    }

    [Fact]
    public void Pert_with_the_likeliest_in_the_middle_has_it_as_its_median() => Assert.Equal(50, new Pert(0, 50, 100).Quantile(0.5), 9);

    [Theory]
    [InlineData(3, 2, 5)]
    [InlineData(1, 6, 5)]
    public void Three_points_out_of_order_are_refused(double low, double likely, double high)
    {
        Assert.Equal("distribution", Assert.Throws<PlanException>(() => new Pert(low, likely, high)).Code);
        Assert.Equal("distribution", Assert.Throws<PlanException>(() => new Triangular(low, likely, high)).Code);
        Assert.Equal("distribution", Assert.Throws<PlanException>(() => new ThreePoint(low, likely, high)).Code);
    }
}
