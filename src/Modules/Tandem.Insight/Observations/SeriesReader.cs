using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Insight.Metrics;
using Tandem.Insight.Questions;

namespace Tandem.Insight.Observations;

/// <summary>Answers Contracts' reading of metrics: whole periods that the product's clock has left behind, names in the workspace's language.</summary>
internal sealed class SeriesReader(MetricReader metrics, PastReading reading, Asker asker, SegmentNames names, Extent extent, WorkspaceLanguage language) : ISeries
{
    public async ValueTask<IReadOnlyList<MetricInfo>> MetricsAsync(ProductId product, CancellationToken cancel)
    {
        var (subject, spoken) = (await asker.SubjectAsync(product, cancel), await language.GetAsync(cancel));
        return (await metrics.ListAsync(product, cancel)).ConvertAll(m => MetricReader.Info(m, subject.Product, spoken));
    }

    public async Task<Series> GetAsync(ProductId product, MetricId metric, Segment? segment, Interval interval, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (row, subject, info) = await FindAsync(product, metric, cancel);
        var (first, last) = Whole(interval, from, to, subject.Clock.Today);
        if (last < first) return new(info, segment, interval, [], subject.Clock.UtcNow, "{}");
        var observed = await reading.ReadAsync(row, subject, interval, first, last, segment, null, cancel);
        var values = observed.Lines[""].Data;
        return new(info, segment, interval, [.. observed.Periods.Select((p, i) => p with { Value = values[i] })], Through(last, subject), observed.Query.ToJsonString(QuestionJson.Options));
    }

    public async Task<SegmentedSeries> GetBySegmentAsync(ProductId product, MetricId metric, string key, Interval interval, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        var (row, subject, info) = await FindAsync(product, metric, cancel);
        var (first, last) = Whole(interval, from, to, subject.Clock.Today);
        if (last < first) return new(info, key, interval, [], new Dictionary<string, decimal[]>(), subject.Clock.UtcNow, "{}");
        var observed = await reading.ReadAsync(row, subject, interval, first, last, null, key, cancel);
        return new(info, key, interval, [.. observed.Periods.Select(p => (p.From, p.To))], observed.Lines.ToDictionary(l => l.Key, l => l.Value.Data),
            Through(last, subject), observed.Query.ToJsonString(QuestionJson.Options));
    }

    public async Task<IReadOnlyDictionary<string, string>> SegmentNamesAsync(ProductId product, string key, IReadOnlyCollection<string> values, CancellationToken cancel) =>
        await names.ReadAsync(await metrics.ListAsync(product, cancel), await asker.SubjectAsync(product, cancel), key, values, cancel);

    public async ValueTask<DateOnly?> FirstDayAsync(ProductId product, CancellationToken cancel) =>
        await extent.FirstDayAsync(await asker.SubjectAsync(product, cancel), cancel);

    private async Task<(Metric, Subject, MetricInfo)> FindAsync(ProductId product, MetricId metric, CancellationToken cancel)
    {
        var subject = await asker.SubjectAsync(product, cancel);
        var row = await metrics.GetAsync(product, metric, cancel);
        return (row, subject, MetricReader.Info(row, subject.Product, await language.GetAsync(cancel)));
    }

    /// <summary>The first and last day of the whole periods that lie in the range and before today.</summary>
    private static (DateOnly First, DateOnly Last) Whole(Interval interval, DateOnly from, DateOnly to, DateOnly today)
    {
        var end = to < today.AddDays(-1) ? to : today.AddDays(-1);
        var first = StartOf(interval, from) is var start && start < from ? Next(interval, start) : start;
        var last = StartOf(interval, end) is var begun && Next(interval, begun).AddDays(-1) <= end ? Next(interval, begun).AddDays(-1) : begun.AddDays(-1);
        return (first, last);
    }

    private static DateOnly StartOf(Interval interval, DateOnly date) => interval switch
    {
        Interval.Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
        Interval.Month => new DateOnly(date.Year, date.Month, 1),
        _ => date,
    };

    private static DateOnly Next(Interval interval, DateOnly start) => interval switch
    {
        Interval.Week => start.AddDays(7),
        Interval.Month => start.AddMonths(1),
        _ => start.AddDays(1),
    };

    /// <summary>UTC end of the last period: nothing after it is in the numbers.</summary>
    private static DateTime Through(DateOnly last, Subject subject) => Tandem.Metrics.Time.ZoneTable.ToDateTime(
        Tandem.Metrics.Time.ZoneTable.StartOf(NodaTime.LocalDate.FromDateOnly(last).PlusDays(1), subject.Zone));
}
