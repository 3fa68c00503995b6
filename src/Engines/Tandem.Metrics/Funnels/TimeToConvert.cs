using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Funnels;

/// <summary>How long persons take from one step to a later one, in the attempt that counts. Bins: as many as the cube root of their number, unless given.</summary>
public sealed record TimeToConvertQuestion(FunnelQuestion Funnel, int FromStep, int ToStep, int? BinCount)
{
    public const int MostBins = 200;

    public static TimeToConvertQuestion Read(Fields fields, DateTimeZone zone)
    {
        var funnel = FunnelQuestion.Of(fields, zone);
        if (funnel.Breakdown is not null) throw new QuestionException(fields.At("breakdown"), "not_here");
        var from = fields.Int("from_step", 1, Math.Max(1, funnel.Steps.Count - 1), 1);
        var to = fields.Int("to_step", 1, funnel.Steps.Count, funnel.Steps.Count);
        if (to <= from) throw new QuestionException(fields.At("to_step"), "not_after", "from_step");
        int? bins = fields.Has("bin_count") ? fields.Int("bin_count", 1, MostBins, 1) : null;
        fields.Done();
        return new(funnel with { PeopleLimit = 0 }, from, to, bins);
    }
}

/// <summary>Bins are [seconds at which it starts, persons]; the last is the longest time itself. Average in seconds, null where nobody converted.</summary>
public sealed record TimeToConvertAnswer(IReadOnlyList<decimal[]> Bins, double? AverageS)
{
    /// <summary>From the shortest time to the longest in bins of equal width, rounded up to whole seconds.</summary>
    public static TimeToConvertAnswer Of(IReadOnlyList<long> micros, int? binCount)
    {
        if (micros.Count == 0) return new([], null);
        var seconds = micros.Select(m => m / (decimal)ZoneTable.Second).ToList();
        var (least, most) = (Math.Floor(seconds.Min()), seconds.Max());
        var count = binCount ?? (int)Math.Ceiling(Math.Cbrt(seconds.Count) - 1e-9);
        var width = Math.Max(1, Math.Ceiling((most - least) / count));
        var bins = Enumerable.Range(0, count + 1).Select(i => new[] { least + i * width, 0 }).ToList();
        foreach (var second in seconds) bins[(int)Math.Min(count, (second - least) / width)][1]++;
        return new(bins, (double)seconds.Average());
    }
}

/// <summary>Collects the times from the rows of a funnel.</summary>
public sealed class TimeToConvertTally
{
    private readonly List<long> _times = [];

    public TimeToConvertTally(TimeToConvertQuestion question)
    {
        var journey = Journey.For(question.Funnel);
        Rows = new(person =>
        {
            var reached = journey.Of(person.Events);
            if (reached.Level >= question.ToStep) _times.Add(reached.Times[question.ToStep - 1] - reached.Times[question.FromStep - 1]);
        });
    }

    public PersonEvents Rows { get; }

    public IReadOnlyList<long> Times => _times;
}
