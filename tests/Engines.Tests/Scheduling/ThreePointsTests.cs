using System.Text;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class ThreePointsTests
{
    [Theory]
    [InlineData("Optimistic,Most Likely,Pessimistic", "3,5,9", 3, 5, 9)]
    [InlineData("Best case (days),Worst-case", "3d,9d", 3, 4, 9)]
    [InlineData("乐观工期,最可能工期,悲观工期", "3,5,9", 3, 5, 9)]
    [InlineData("Min Duration,ML Duration,Max Duration", "24h,5,PT72H0M0S", 3, 4, 9)]
    [InlineData("Duration1,Duration2,Duration3", "3,5,9", 3, 5, 9)]
    public void Custom_fields_that_say_how_long_it_may_take_are_estimates(string fields, string values, int low, int likely, int high)
    {
        var file = Read(fields, values);
        Assert.Equal(new ThreePoints(low * 480, likely * 480, high * 480), Assert.Single(file.Tasks).Estimate);
        Assert.Equal("three_points_taken", Assert.Single(file.Warnings).Code);
    }

    [Theory]
    [InlineData("Optimistic,Pessimistic", "9,3")]
    [InlineData("Optimistic,Pessimistic", "4,4")]
    [InlineData("Optimistic,Area", "3,9")]
    [InlineData("Duration1,Duration2,Duration3", "9,5,3")]
    [InlineData("Minutes,Maximum", "3,9")]
    public void What_is_not_in_order_or_not_said_is_left_alone(string fields, string values)
    {
        var file = Read(fields, values);
        Assert.Null(Assert.Single(file.Tasks).Estimate);
        Assert.Empty(file.Warnings);
    }

    private static PlanFile Read(string fields, string values) => PlanCsv.Read(new MemoryStream(Encoding.UTF8.GetBytes($"Name,Duration,{fields}\nA,4,{values}\n")), new DateTime(2026, 1, 5, 8, 0, 0));
}
