using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Kernel.Layout;

/// <summary>A refusal as a page says it: beside a field its name needs no repeating.</summary>
public static class ProblemWords
{
    public static string Say(this Words words, ProblemException problem) => problem.Code switch
    {
        "required" => words["form.required"],
        "bad_value" or "bad_json" => words["form.bad-value"],
        "too_long" => words["form.too-long", problem.Arguments.Count > 1 ? problem.Arguments[1] : "–"],
        "changed_meanwhile" => words["form.changed"],
        _ => words[$"problem.{problem.Code}", [.. problem.Arguments]],
    };
}
