using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Filters;
using Tandem.Metrics.Sql;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Heatmaps;

/// <summary>
/// Where on a page people clicked, moved and how far they scrolled, of one address or all, in windows from so many to so many pixels wide. Points come from
/// <c>$heatmap_data</c> of any event ({url: [{x, y, type, target_fixed}]}), how far a page was scrolled from <c>$prev_pageview_max_scroll</c> of the next page view.
/// </summary>
public sealed record HeatmapQuestion(DateRange Range, string? Url, int LeastWidth, int MostWidth, IReadOnlyList<Filter> Filters)
{
    public const int Widest = 100_000;

    public static HeatmapQuestion Read(Fields fields, DateTimeZone zone)
    {
        var question = new HeatmapQuestion(DateRange.Read(fields, zone), fields.Text("url", 4000), fields.Int("viewport_min", 0, Widest, 0), fields.Int("viewport_max", 1, Widest, Widest), Filter.ReadAll(fields));
        fields.Done();
        return question.MostWidth >= question.LeastWidth ? question : throw new QuestionException(fields.At("viewport_max"), "not_after", "viewport_min");
    }
}

/// <summary>Rows in order of time, all text and null where absent: <c>$heatmap_data</c>, address, height and width of the window, path and greatest scroll of the page before.</summary>
public static class HeatmapPlan
{
    private static readonly string[] Columns = ["$heatmap_data", "$current_url", "$viewport_height", "$viewport_width", "$prev_pageview_pathname", "$prev_pageview_max_scroll"];

    public static SqlText Of(HeatmapQuestion question, ProductEvents events)
    {
        var sql = new SqlWriter();
        var scan = new EventScan(sql, events);
        var columns = Columns.Select(key => scan.Property(Owner.Event, key)).ToList();
        // looking for the key as text first saves reading the JSON of all other events
        var has = $"(contains(e.props, '{Columns[0]}') OR contains(e.props, '{Columns[^1]}'))";
        return sql.Write($"SELECT {string.Join(", ", columns)}{scan.From(question.Range, $"{has} AND {scan.All(question.Filters)}")} ORDER BY e.ts, e.seq").Done();
    }
}
