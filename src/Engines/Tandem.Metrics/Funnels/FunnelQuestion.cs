using System.Text.Json;
using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Time;
using Split = Tandem.Metrics.Filters.Breakdown;

namespace Tandem.Metrics.Funnels;

/// <summary>Ordered: other events may lie between; strict: the very next event; unordered: the steps in any order.</summary>
public enum StepOrder { Ordered, Strict, Unordered }

/// <summary>Whose value a person is grouped by: the first or last one not absent, each event's own, or that of one step's event.</summary>
public enum Attribution { FirstTouch, LastTouch, AllEvents, Step }

/// <summary>An attempt is void where this event happens after step <paramref name="FromStep"/> is reached and before <paramref name="ToStep"/> is (steps from 1).</summary>
public sealed record Exclusion(EventMatch Match, int FromStep, int ToStep);

public sealed record FunnelBreakdown(Split By, Attribution Attribution, int Step);

/// <summary>
/// How many persons do a series of steps within a window (microseconds, from the first step to the last, its end included).
/// Entry and steps both lie in the range; nothing after its end is read.
/// </summary>
public sealed record FunnelQuestion(
    IReadOnlyList<EventMatch> Steps, StepOrder Order, long Window, DateRange Range, IReadOnlyList<Exclusion> Exclusions, FunnelBreakdown? Breakdown,
    IReadOnlyList<Filter> Filters, int PeopleLimit)
{
    public const int MostSteps = 20, MostExclusions = 10, MostPeople = 10_000, DefaultPeople = 1000;

    public IEnumerable<string> EventNames => Steps.Concat(Exclusions.Select(x => x.Match)).Select(m => m.Event).OfType<string>();

    private static readonly Dictionary<string, StepOrder> Orders =
        new() { ["ordered"] = StepOrder.Ordered, ["strict"] = StepOrder.Strict, ["unordered"] = StepOrder.Unordered };

    private static readonly Dictionary<string, Attribution> Attributions = new()
    {
        ["first_touch"] = Attribution.FirstTouch, ["last_touch"] = Attribution.LastTouch, ["all_events"] = Attribution.AllEvents, ["step"] = Attribution.Step,
    };

    private static readonly Dictionary<string, long> Units = new()
    {
        ["second"] = ZoneTable.Second, ["minute"] = 60 * ZoneTable.Second, ["hour"] = ZoneTable.Hour, ["day"] = ZoneTable.Day,
        ["week"] = 7 * ZoneTable.Day, ["month"] = 30 * ZoneTable.Day,
    };

    public static FunnelQuestion Read(Fields fields, DateTimeZone zone)
    {
        var question = Of(fields, zone);
        fields.Done();
        return question;
    }

    /// <summary>Reads the part that all questions about funnels share, without refusing further fields.</summary>
    public static FunnelQuestion Of(Fields fields, DateTimeZone zone)
    {
        var steps = fields.List("steps", 1, MostSteps, EventMatch.Read);
        var order = fields.Choice("order", Orders, "ordered");
        return new(steps, order, ReadWindow(fields), DateRange.Read(fields, zone),
            fields.List("exclusions", 0, MostExclusions, (value, path) => ReadExclusion(new Fields(value, path), steps, order)),
            ReadBreakdown(fields, steps.Count), Filter.ReadAll(fields), fields.Int("people_limit", 0, MostPeople, DefaultPeople));
    }

    private static long ReadWindow(Fields fields)
    {
        if (fields.Value("window") is not { } value) return 14 * ZoneTable.Day;
        var own = new Fields(value, fields.At("window"));
        var unit = own.Choice("unit", Units, "day");
        var window = unit * own.Int("value", 1, (int)Math.Min(int.MaxValue, 3660 * ZoneTable.Day / unit), 14);
        own.Done();
        return window;
    }

    private static Exclusion ReadExclusion(Fields own, IReadOnlyList<EventMatch> steps, StepOrder order)
    {
        var match = EventMatch.Of(own);
        var from = own.Int("from_step", 1, Math.Max(1, steps.Count - 1), 1);
        var to = own.Int("to_step", 1, steps.Count, steps.Count);
        own.Done();
        if (to <= from) throw new QuestionException(own.At("to_step"), "not_after", "from_step");
        if (order == StepOrder.Unordered && (from != 1 || to != steps.Count)) throw new QuestionException(own.At("from_step"), "must_cover_the_funnel");
        if (match.Filters.Count == 0 && steps.Take(to).Skip(from - 1).Any(s => s.Event == match.Event && s.Filters.Count == 0))
            throw new QuestionException(own.At("event"), "is_a_step");
        return new(match, from, to);
    }

    private static FunnelBreakdown? ReadBreakdown(Fields fields, int steps)
    {
        if (fields.Value("breakdown") is not { } value) return null;
        var own = new Fields(value, fields.At("breakdown"));
        var by = Split.Of(own);
        var attribution = own.Choice("attribution", Attributions, "first_touch");
        var step = own.Int("step", 1, steps, 1);
        own.Done();
        return new(by, attribution, step);
    }
}
