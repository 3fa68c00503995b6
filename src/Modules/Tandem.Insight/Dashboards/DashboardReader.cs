using Tandem.Kernel.Charts;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Insight;
using Tandem.Insight.Charts;
using Tandem.Insight.Metrics;
using Tandem.Insight.Observations;
using Tandem.Insight.Questions;
using Tandem.Insight.Questions.Forms;
using Tandem.Kernel.Wording;
using Tandem.Metrics.Funnels;
using Tandem.Metrics.Retentions;
using Tandem.Metrics.Trends;

namespace Tandem.Insight.Dashboards;

/// <summary>A metric's last complete month, what it was the month before, and the months as a line.</summary>
internal sealed record Tile(Metric Metric, string Value, string Period, string Change, IReadOnlyList<decimal> Values);

/// <summary>The largest values of the first segment that has names, with the metrics that can be split by it.</summary>
internal sealed record TopItems(string Key, IReadOnlyList<Metric> Metrics, IReadOnlyList<(string Value, string? Name, decimal[] Totals)> Rows);

/// <summary>A saved question's answer with the address of its page.</summary>
internal sealed record Shown<T>(string Name, string Href, T Answer, string Note);

/// <summary>
/// What the dashboard of any product shows, made from its metrics in their order and its saved questions: five monthly tiles, up to four charts
/// (money, count, weekly, share), the top items, the first funnel and the first retention.
/// </summary>
internal sealed class DashboardReader(InsightDbContext rows, Reading reading, SegmentNames names, Desk desk, Words words)
{
    private const int Tiles = 5, Top = 10;

    public async Task<IReadOnlyList<Tile>> TilesAsync(IReadOnlyList<Metric> metrics, DeskView view, (DateOnly From, DateOnly To) range, CancellationToken cancel)
    {
        var tiles = new List<Tile>();
        foreach (var metric in metrics.Where(m => m.Interval == "month").Take(Tiles))
        {
            var observed = await reading.ReadAsync(metric, view.Subject, Interval.Month, range.From, range.To, null, null, cancel);
            tiles.Add(Of(metric, observed, view.Subject));
        }
        return tiles;
    }

    public async Task<IReadOnlyList<(Metric Metric, ChartData Data)>> ChartsAsync(IReadOnlyList<Metric> metrics, DeskView view, (DateOnly From, DateOnly To) range, CancellationToken cancel)
    {
        var charts = new List<(Metric, ChartData)>();
        Func<Metric, bool>[] wanted = [m => m.Unit == "money", m => m.Unit == "count", m => m.Interval == "week", m => m.Unit == "share"];
        foreach (var metric in wanted.Select(metrics.FirstOrDefault).OfType<Metric>().Distinct())
        {
            var interval = metric.Unit == "share" ? Interval.Month : Interval.Week;
            var observed = await reading.ReadAsync(metric, view.Subject, interval, range.From, range.To, null, null, cancel);
            charts.Add((metric, MetricChart.Of(metric, observed, interval, view.Subject.Product.Currency, metric.Unit == "share" ? "line" : "bar")));
        }
        return charts;
    }

    public async Task<TopItems?> ItemsAsync(IReadOnlyList<Metric> metrics, DeskView view, (DateOnly From, DateOnly To) range, CancellationToken cancel)
    {
        var definitions = metrics.Select(m => (Metric: m, Definition: MetricDefinition.Of(m))).ToList();
        if (definitions.SelectMany(d => d.Definition.Segments).FirstOrDefault(s => s.Value is not null).Key is not { } key) return null;
        var split = definitions.Where(d => d.Definition.Segments.ContainsKey(key) && d.Definition.Formula is null).Select(d => d.Metric).Take(2).ToList();
        var totals = new List<IReadOnlyDictionary<string, TrendLine>>();
        foreach (var metric in split) totals.Add((await reading.ReadAsync(metric, view.Subject, Interval.Month, range.From, range.To, null, key, cancel)).Lines);
        var top = totals[^1].OrderByDescending(l => l.Value.Total).Take(Top).Select(l => l.Key).ToList();
        var named = await names.ReadAsync(metrics, view.Subject, key, top, cancel);
        return new(key, split, [.. top.Select(v => (v, named.GetValueOrDefault(v), totals.Select(t => t.TryGetValue(v, out var line) ? line.Total : 0).ToArray()))]);
    }

    public async Task<Shown<FunnelAnswer>?> FunnelAsync(DeskView view, (DateOnly From, DateOnly To) range, CancellationToken cancel)
    {
        if (await FirstAsync("funnel", view, cancel) is not { } saved) return null;
        var query = QueryText.Parse(saved.Query);
        var form = FunnelForm.Of(query, null);
        var question = new When(range.From, range.To, query.Filters()).Put(form.Json());
        question["people_limit"] = 0;
        var asked = await desk.AskAsync<FunnelAnswer>("funnel", view, question, cancel);
        return asked.Answer is null ? null : new(LocalText.Read(saved.Names), Href(saved), asked.Answer, words["insight.funnel.mode", words[$"insight.order.{form.Order}"], form.Window, words[$"insight.unit.{form.Unit}"]]);
    }

    public async Task<Shown<RetentionAnswer>?> RetentionAsync(DeskView view, (DateOnly From, DateOnly To) range, CancellationToken cancel)
    {
        if (await FirstAsync("retention", view, cancel) is not { } saved) return null;
        var query = QueryText.Parse(saved.Query);
        var form = RetentionForm.Of(query, null);
        var asked = await desk.AskAsync<RetentionAnswer>("retention", view, new When(range.From, range.To, query.Filters()).Put(form.Json()), cancel);
        return asked.Answer?.Matrix is null ? null : new(LocalText.Read(saved.Names), Href(saved), asked.Answer, form.Period);
    }

    private static string Href(SavedQuestion saved) => $"/products/{saved.Product}/insights/{saved.Kind}?{saved.Query}";

    private Task<SavedQuestion?> FirstAsync(string kind, DeskView view, CancellationToken cancel) =>
        rows.Set<SavedQuestion>().AsNoTracking().Where(q => q.Product == view.Subject.Product.Id && q.Kind == kind).OrderBy(q => q.Id).FirstOrDefaultAsync(cancel);

    private Tile Of(Metric metric, Observed observed, Subject subject)
    {
        var values = observed.Lines[""].Data.Where((_, i) => observed.IsWhole(i)).ToList();
        if (observed.Periods.Where((_, i) => observed.IsWhole(i)).LastOrDefault() is not { } last) return new(metric, "–", words["dashboard.no-period"], "", []);
        var change = values.Count < 2 || values[^2] == 0 ? ""
            : metric.Unit == "share" ? words["dashboard.change.pp", Signed((values[^1] - values[^2]) * 100)] : words["dashboard.change", Signed((values[^1] - values[^2]) / values[^2] * 100)];
        var month = new DateOnly(last.From.Year, last.From.Month, 1).ToString("O");
        return new(metric, Numbers.Short(values[^1], metric.Unit, subject.Product.Currency), Numbers.Period(month, "month", subject.Clock.Today), change, values);
    }

    private static string Signed(decimal value) => (value > 0 ? "+" : "") + Formats.Number(value, 1);
}
