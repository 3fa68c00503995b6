using Tandem.Forecasting.Models;
using Xunit;

namespace Tandem.Engines.Tests.Forecasting;

/// <summary>
/// Held against R 4.2.2, package forecast 8.20, <c>ets</c> with its defaults on R's own data sets and on the oil series of Hyndman and Athanasopoulos,
/// "Forecasting: Principles and Practice", 2nd edition, section 7.1.
/// </summary>
public sealed class EtsTests
{
    private static readonly double[] Oil =
    [
        445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89, 509.87, 456.72, 473.82, 525.95, 549.83, 542.34,
    ];

    private static readonly double[] AirPassengers =
    [
        112, 118, 132, 129, 121, 135, 148, 148, 136, 119, 104, 118, 115, 126, 141, 135, 125, 149, 170, 170, 158, 133, 114, 140, 145, 150, 178, 163, 172, 178,
        199, 199, 184, 162, 146, 166, 171, 180, 193, 181, 183, 218, 230, 242, 209, 191, 172, 194, 196, 196, 236, 235, 229, 243, 264, 272, 237, 211, 180, 201,
        204, 188, 235, 227, 234, 264, 302, 293, 259, 229, 203, 229, 242, 233, 267, 269, 270, 315, 364, 347, 312, 274, 237, 278, 284, 277, 317, 313, 318, 374,
        413, 405, 355, 306, 271, 306, 315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336, 340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
        360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405, 417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
    ];

    private static readonly double[] AccidentalDeaths =
    [
        9007, 8106, 8928, 9137, 10017, 10826, 11317, 10744, 9713, 9938, 9161, 8927, 7750, 6981, 8038, 8422, 8714, 9512, 10120, 9823, 8743, 9129, 8710, 8680,
        8162, 7306, 8124, 7870, 9387, 9556, 10093, 9620, 8285, 8466, 8160, 8034, 7717, 7461, 7767, 7925, 8623, 8945, 10078, 9179, 8037, 8488, 7874, 8647,
        7792, 6957, 7726, 8106, 8890, 9299, 10625, 9302, 8314, 8850, 8265, 8796, 7836, 6892, 7791, 8192, 9115, 9434, 10484, 9827, 9110, 9070, 8633, 9240,
    ];

    private static readonly double[] Nile =
    [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220,
        1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698,
        845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050,
        918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ];

    [Fact]
    public void Oil_is_simple_smoothing_with_the_published_constants()
    {
        var model = AutoEts.Fit(Oil, 1);
        Assert.Equal("ets(A,N,N)", model.Name);
        Assert.Equal(0.8337, model.Parameters.Alpha, 0.01);
        Assert.Equal(446.56, model.Parameters.Level, 1.0);
        Assert.Equal(542.679, Ahead(model, Oil, 1)[0], 0.1);
    }

    [Fact]
    public void Nile_flow_has_the_form_and_level_that_R_finds()
    {
        var model = AutoEts.Fit(Nile, 1);
        Assert.Equal("ets(M,N,N)", model.Name);
        Assert.Equal(0.1514, model.Parameters.Alpha, 0.1);
        Assert.Equal(838.875161, Ahead(model, Nile, 1)[0], 15.0);
    }

    [Fact]
    public void Accidental_deaths_are_seasonal_without_trend_as_in_R()
    {
        var model = AutoEts.Fit(AccidentalDeaths, 12);
        Assert.Equal("ets(A,N,A)", model.Name);
        double[] expected = [8397.4969,  7599.2206,  8396.5947,  8646.5097,  9443.4119,  9893.0647, 10819.1237, 10107.1046,  9015.2326,  9354.4074,  8880.4177,  9085.4921];
        AssertNear(expected, Ahead(model, AccidentalDeaths, 12), 0.03);
    }

    /// <summary>R's best is ets(M,Ad,M) with an AICc of 1400.638; its search of ets(M,A,M) stops at 1403.664, above what is found here.</summary>
    [Fact]
    public void Air_passengers_are_fitted_at_least_as_well_as_in_R()
    {
        var model = AutoEts.Fit(AirPassengers, 12);
        Assert.Equal("ets(M,A,M)", model.Name);
        const int Parameters = 5 + 11 + 1;
        double squares = 0, logs = 0, n = AirPassengers.Length;
        var next = new double[1];
        model.Reset();
        foreach (var value in AirPassengers)
        {
            model.Forecast(next);
            squares += Math.Pow(value / next[0] - 1, 2);
            logs += Math.Log(next[0]);
            model.Update(value);
        }
        var criterion = n * Math.Log(squares) + 2 * logs + 2 * Parameters + 2 * Parameters * (Parameters + 1) / (n - Parameters - 1);
        Assert.InRange(criterion, 1380, 1400.638);
    }

    private static void AssertNear(double[] expected, double[] actual, double share)
    {
        for (var k = 0; k < expected.Length; k++) Assert.Equal(1, actual[k] / expected[k], share);
    }

    private static double[] Ahead(FittedModel model, double[] series, int horizon)
    {
        model.Run(series);
        var mean = new double[horizon];
        model.Forecast(mean);
        return mean;
    }
}
