using Tandem.Insight.Questions;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Insight.Observations;

/// <summary>From which day to which a product has events, in its zone; read once as long as the events stay as they are.</summary>
internal sealed class Extent(Asker asker, AnswerCache cache)
{
    /// <summary>No events: both null.</summary>
    private sealed record Days(DateOnly? First, DateOnly? Last);

    public static readonly DateRange Ever = new(0, ZoneTable.ToMicros(new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

    /// <summary>Day of the first event, as far as the product's clock lets see.</summary>
    public async Task<DateOnly?> FirstDayAsync(Subject subject, CancellationToken cancel) =>
        (await ReadAsync(subject, cancel)).First is { } first && first <= subject.Clock.Today ? first : null;

    /// <summary>Day of the last stored event, whatever the clock: how far one answer must reach to serve every past moment.</summary>
    public async Task<DateOnly?> LastDayAsync(Subject subject, CancellationToken cancel) => (await ReadAsync(subject, cancel)).Last;

    private Task<Days> ReadAsync(Subject subject, CancellationToken cancel) => cache.GetAsync(asker, subject.Unbounded, "extent", () => AskAsync(subject.Unbounded, cancel), cancel);

    private async Task<Days> AskAsync(Subject subject, CancellationToken cancel)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, await asker.EventsAsync(subject, [], cancel));
        var days = new Days(null, null);
        DateOnly Day(long micros) => ZoneTable.ToInstant(micros).InZone(subject.Zone).Date.ToDateOnly();
        var columns = $"SELECT {Dialect.Micros($"min({EventScan.Time})")}, {Dialect.Micros($"max({EventScan.Time})")}";
        await asker.RunAsync(sql.Write($"{columns}{scan.From(Ever, scan.Matches(new EventMatch(null, [])))}").Done(), chunk =>
        {
            if (chunk.Count > 0 && !chunk.IsNull(0, 0)) days = new(Day(chunk.Int64(0)[0]), Day(chunk.Int64(1)[0]));
        }, cancel);
        return days;
    }
}
