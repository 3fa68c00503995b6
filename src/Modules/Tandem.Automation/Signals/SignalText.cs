using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Runs;
using Tandem.Kernel.Wording;

namespace Tandem.Automation.Signals;

/// <summary>Words codes and numbers for the reader.</summary>
internal static class SignalText
{
    /// <summary>Why a signal was raised, in a sentence.</summary>
    public static string Reason(Story story, Words words)
    {
        var evidence = story.Signal.Evidence;
        var name = evidence.SegmentName is { } item ? $"{item} ({evidence.Segment![(evidence.Segment!.IndexOf(':') + 1)..]})" : evidence.Segment is null ? evidence.Metric.ForReader() : evidence.Segment;
        return story.Rule.Kind switch
        {
            RuleKind.SlowSeller => words["signal.reason.slow", name, Formats.Share(evidence.Probability ?? 0, 0), Formats.Number((decimal)evidence.Forecast.Sum(f => f.Mid), 0),
                Formats.Number((decimal)(8 * evidence.Pace ?? 0), 0), Formats.Number((decimal)(evidence.Pace ?? 0), 1)],
            RuleKind.Band => words[$"signal.reason.{story.Rule.Way}", name, Value(evidence, evidence.Value ?? 0), Value(evidence, evidence.Threshold)],
            _ => words["signal.reason.target", name, Formats.Share(evidence.Probability ?? 0, 0), Value(evidence, evidence.Value ?? 0), Value(evidence, evidence.Threshold)],
        };
    }

    /// <summary>A number in the metric's own unit.</summary>
    public static string Value(Evidence evidence, double value) => evidence.Metric.Unit switch
    {
        "money" => Formats.Money((decimal)value, evidence.Metric.Currency),
        "share" => Formats.Share(value),
        "ratio" => Formats.Number((decimal)value, 2),
        _ => Formats.Number((decimal)value, Math.Abs(value) < 20 && value != Math.Floor(value) ? 1 : 0),
    };

    public static string Money(long? minor, string? currency) => MinorUnits.Major(minor, currency) is { } major ? Formats.Money(major, currency) : "–";

    /// <summary>What a rule did about one thing it saw, and why.</summary>
    public static string Verdict(RunItem item, Rule rule, DateOnly today, Words words) => item.V switch
    {
        Loop.Verdict.BelowThreshold when item.P is { } p => words["verdict.below", Two(p), Two(rule.Open)],
        Loop.Verdict.FirstOfMany => words["verdict.first", item.W, rule.Terms.Evaluations],
        Loop.Verdict.Cooldown when item.U is { } until => words["verdict.cooldown", Formats.Date(DateOnly.FromDateTime(until), today)],
        Loop.Verdict.Cap => words["verdict.cap", rule.Cap],
        Loop.Verdict.Fired => words["verdict.fired", item.W],
        _ => words[$"verdict.{item.V}"],
    };

    /// <summary>The word and the mark of a verdict in a list.</summary>
    public static (string Class, string Shape) Mark(Verdict verdict) => verdict switch
    {
        Loop.Verdict.Fired or Loop.Verdict.StillOpen => ("st-info", "<path d=\"M1 1h10v10H1z\"/>"),
        Loop.Verdict.Recovered => ("st-ok", "<circle cx=\"6\" cy=\"6\" r=\"5\"/>"),
        _ => ("st-idle", "<circle cx=\"6\" cy=\"6\" r=\"4.4\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.8\"/>"),
    };

    private static string Two(double value) => value.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture);
}
