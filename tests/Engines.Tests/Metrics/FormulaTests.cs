using Tandem.Metrics.Asking;
using Tandem.Metrics.Trends;
using Xunit;

namespace Tandem.Engines.Tests.Metrics;

public sealed class FormulaTests
{
    [Theory]
    [InlineData("A", 6)]
    [InlineData("A+2*B", 14)]
    [InlineData("(A - B) / B", 0.5)]
    [InlineData("-a*-b", 24)]
    [InlineData("A/(B-4)", 0)]
    [InlineData("1.5 * A", 9)]
    public void A_formula_joins_series_exactly_and_divides_by_zero_to_zero(string text, decimal expected) =>
        Assert.Equal(expected, Formula.Parse(text, 2, "formulas[0]").Of([6, 4]));

    [Theory]
    [InlineData("A+")]
    [InlineData("A B")]
    [InlineData("(A")]
    [InlineData("")]
    [InlineData("A;DROP TABLE events")]
    public void What_is_no_formula_is_refused_by_field(string text) =>
        Assert.Equal(("formulas[0]", "not_a_formula"), Reason(() => Formula.Parse(text, 2, "formulas[0]")));

    [Fact]
    public void A_letter_without_a_series_is_refused() => Assert.Equal("no_such_series", Reason(() => Formula.Parse("A+C", 2, "f")).Code);

    [Fact]
    public void Ten_thousand_brackets_are_refused_not_followed() => Assert.Equal("not_a_formula", Reason(() => Formula.Parse(new string('(', 10_000), 1, "f")).Code);

    private static (string Field, string Code) Reason(Action parse)
    {
        var wrong = Assert.Throws<QuestionException>(parse);
        return (wrong.Field, wrong.Code);
    }
}
