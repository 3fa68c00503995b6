namespace Tandem.Automation.Loop;

/// <summary>How many evaluations in a row reached a threshold.</summary>
internal static class Streak
{
    /// <param name="now">Probability at this evaluation; null where it was not judged.</param>
    /// <param name="earlier">Those of the evaluations before, newest first.</param>
    /// <param name="open">The threshold as it stands now: an edited rule judges its past evaluations anew.</param>
    public static int Of(double? now, IEnumerable<double?> earlier, double open) =>
        now >= open ? 1 + earlier.TakeWhile(p => p >= open).Count() : 0;
}
