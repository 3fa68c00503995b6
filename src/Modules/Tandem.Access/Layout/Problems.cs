using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Access.Layout;

/// <summary>A refusal as a page says it.</summary>
internal static class Problems
{
    public static string Say(Words words, ProblemException problem) =>
        problem.Code == "required" ? words["form.required"] : words[$"problem.{problem.Code}", [.. problem.Arguments]];
}
