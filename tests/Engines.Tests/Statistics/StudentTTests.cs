using CsCheck;
using Tandem.Statistics;
using Xunit;

namespace Tandem.Engines.Tests.Statistics;

/// <summary>Reference values: R 4.2.2, <c>qt(p, df)</c> and <c>pt(t, df, lower.tail = FALSE)</c>.</summary>
public sealed class StudentTTests
{
    [Theory]
    [InlineData(0.975, 1, 12.70620473617469)]
    [InlineData(0.9, 3, 1.637744353696209)]
    [InlineData(0.995, 10, 3.16927267261695)]
    [InlineData(0.975, 4.5, 2.658912347204403)]
    [InlineData(1e-10, 5, -156.8255927088943)]
    [InlineData(0.6, 100, 0.2540221824582277)]
    [InlineData(0.975, 10000, 1.960201239890626)]
    public void Quantiles_equal_those_of_R(double p, double freedom, double expected) => Assert.Equal(1, StudentT.Quantile(p, freedom) / expected, 1e-10);

    [Theory]
    [InlineData(1, 1, 0.25)]
    [InlineData(2.5, 7, 0.02049610929287644)]
    [InlineData(40, 10, 1.140428871542874e-12)]
    [InlineData(12, 300, 1.159562376808057e-27)]
    [InlineData(1e6, 3, 1.102657790839616e-18)]
    public void Upper_tails_equal_those_of_R(double t, double freedom, double expected) => Assert.Equal(1, StudentT.UpperTail(t, freedom) / expected, 1e-10);

    [Fact]
    public void A_quantile_undoes_its_probability() =>
        Gen.Select(Gen.Double[-30, 3], Gen.Double[0.5, 200]).Sample(x => Assert.Equal(x.Item1, StudentT.Quantile(StudentT.Cdf(x.Item1, x.Item2), x.Item2), 1e-6));

    [Fact]
    public void With_many_degrees_of_freedom_it_is_the_normal_distribution() => Assert.Equal(Normal.UpperTail(3), StudentT.UpperTail(3, 1e8), 1e-9);
}
