using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Funnels;

/// <summary>
/// A funnel over time: the bucket of a person's attempt is that of its first step, whatever step it is counted from; a person counts once a bucket, with the best
/// attempt that began there.
/// </summary>
public sealed record FunnelTrendsQuestion(FunnelQuestion Funnel, Buckets Buckets, int FromStep)
{
    public static FunnelTrendsQuestion Read(Fields fields, DateTimeZone zone)
    {
        var funnel = FunnelQuestion.Of(fields, zone);
        if (funnel.Breakdown is not null) throw new QuestionException(fields.At("breakdown"), "not_here");
        var question = new FunnelTrendsQuestion(funnel, Buckets.Of(Calendar.Read(fields, zone), funnel.Range), fields.Int("from_step", 1, funnel.Steps.Count, 1));
        fields.Done();
        return question;
    }
}

/// <summary>Rows are [day, entered, converted, rate in percent to two digits]; persons who converted or did not, by day, as distinct ids.</summary>
public sealed record FunnelTrendsAnswer(
    IReadOnlyList<object[]> Rows, IReadOnlyList<string> Columns, IReadOnlyDictionary<string, IReadOnlyList<string>> Converted, IReadOnlyDictionary<string, IReadOnlyList<string>> Dropped);

/// <summary>Runs each person through the funnel once for every bucket in which they began it.</summary>
public sealed class FunnelTrendsTally
{
    private readonly FunnelTrendsQuestion _question;
    private readonly Journey _journey;
    private readonly List<StepEvent> _part = [];
    private readonly int[] _entered, _converted;
    private readonly List<int>[] _people, _lost;

    public FunnelTrendsTally(FunnelTrendsQuestion question)
    {
        (_question, _journey, Rows) = (question, Journey.For(question.Funnel), new(Take));
        (_entered, _converted) = (new int[question.Buckets.Count], new int[question.Buckets.Count]);
        (_people, _lost) = (Lists(question.Buckets.Count), Lists(question.Buckets.Count));
    }

    public PersonEvents Rows { get; }

    public IReadOnlyCollection<int> People => _people.Concat(_lost).SelectMany(p => p).ToHashSet();

    public FunnelTrendsAnswer Answer(Func<int, string> nameOf) => new(
        [.. Enumerable.Range(0, _entered.Length).Select(i => new object[] { _question.Buckets.Label(i), _entered[i], _converted[i], Rate(_converted[i], _entered[i]) })],
        ["day", "entered", "converted", "rate_pct"], Named(_people, nameOf), Named(_lost, nameOf));

    private static decimal Rate(int converted, int entered) => entered == 0 ? 0 : Math.Round(100m * converted / entered, 2, MidpointRounding.AwayFromZero);

    private void Take(PersonEvents person)
    {
        var entries = 0;
        while (NextEntry(person.Events, entries) is { } first)
        {
            var bucket = _question.Buckets.IndexOf(person.Events[first].Time);
            entries = Part(person.Events, first, bucket);
            Count(person.Person, bucket, _journey.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_part)).Level);
        }
    }

    /// <summary>An unordered funnel begins with any step, the others with the first.</summary>
    private int? NextEntry(ReadOnlySpan<StepEvent> events, int from)
    {
        var entry = _question.Funnel.Order == StepOrder.Unordered ? (1 << _question.Funnel.Steps.Count) - 1 : 1;
        for (var i = from; i < events.Length; i++) if ((events[i].Mask & entry) != 0) return i;
        return null;
    }

    /// <summary>The events that attempts of one bucket can use: later first steps are taken off. Gives the index of the first event of a later bucket.</summary>
    private int Part(ReadOnlySpan<StepEvent> events, int first, int bucket)
    {
        _part.Clear();
        var (next, isOrdered) = (events.Length, _question.Funnel.Order != StepOrder.Unordered);
        var last = events[first].Time;
        for (var i = first; i < events.Length; i++)
        {
            var isInside = _question.Buckets.IndexOf(events[i].Time) == bucket;
            if (!isInside && next == events.Length) next = i;
            if (isInside) last = events[i].Time;
            if (events[i].Time - last > _question.Funnel.Window) break;
            _part.Add(isInside || !isOrdered ? events[i] : events[i] with { Mask = events[i].Mask & ~1 });
        }
        return next;
    }

    private void Count(int person, int bucket, int level)
    {
        if (level < _question.FromStep || (uint)bucket >= (uint)_entered.Length) return;
        var isDone = level == _question.Funnel.Steps.Count;
        _entered[bucket]++;
        if (isDone) _converted[bucket]++;
        var list = isDone ? _people[bucket] : _lost[bucket];
        if (list.Count < _question.Funnel.PeopleLimit) list.Add(person);
    }

    private static List<int>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<int>())];

    private Dictionary<string, IReadOnlyList<string>> Named(List<int>[] lists, Func<int, string> nameOf) =>
        Enumerable.Range(0, lists.Length).ToDictionary(_question.Buckets.Label, i => (IReadOnlyList<string>)[.. lists[i].Select(nameOf)]);
}
