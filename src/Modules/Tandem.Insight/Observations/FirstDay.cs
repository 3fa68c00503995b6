using Tandem.Insight.Questions;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Insight.Observations;

/// <summary>Date of a product's first event in its zone, as far as its clock lets see.</summary>
internal static class FirstDay
{
    private static readonly DateRange Ever = new(0, ZoneTable.ToMicros(new DateTime(2200, 1, 1, 0, 0, 0, DateTimeKind.Utc)));

    public static async Task<DateOnly?> ReadAsync(Asker asker, Subject subject, CancellationToken cancel)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, await asker.EventsAsync(subject, [], cancel));
        long? first = null;
        await asker.RunAsync(sql.Write($"SELECT {Dialect.Micros($"min({EventScan.Time})")}{scan.From(Ever, scan.Matches(new EventMatch(null, [])))}").Done(), chunk =>
        {
            if (chunk.Count > 0 && !chunk.IsNull(0, 0)) first = chunk.Int64(0)[0];
        }, cancel);
        return first is { } micros ? ZoneTable.ToInstant(micros).InZone(subject.Zone).Date.ToDateOnly() : null;
    }
}
