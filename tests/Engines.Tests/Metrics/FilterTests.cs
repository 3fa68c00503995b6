using System.Text.Json;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Xunit;

namespace Tandem.Engines.Tests.Metrics;

public sealed class FilterTests
{
    private static Filter Read(string value) => Filter.Read(JsonSerializer.SerializeToElement(new { key = "price", op = "gt", value }), "filters[0]");

    [Theory]
    [InlineData("1,000")]
    [InlineData("5-")]
    [InlineData("five")]
    public void A_bound_that_the_database_would_not_read_as_a_number_is_refused(string value)
    {
        var refused = Assert.Throws<QuestionException>(() => Read(value));
        Assert.Equal(("filters[0].value", "not_a_number"), (refused.Field, refused.Code));
    }

    [Theory]
    [InlineData("-0.5")]
    [InlineData("1000")]
    [InlineData("1e3")]
    public void A_number_as_JSON_writes_it_is_a_bound(string value) => Assert.Equal([value], Read(value).Values);
}
