using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Insight.Metrics;
using Tandem.Insight.Questions;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;
using Tandem.Metrics.Asking;

namespace Tandem.Insight.Observations;

/// <summary><c>GET …/metrics/{id}/observations?from&amp;to&amp;interval&amp;segment=StockCode:22423</c>: a metric's values by period, incomplete ones too.</summary>
internal static class GetObservations
{
    /// <param name="Value">Exact, as text: major units where it is money.</param>
    internal sealed record Item(DateOnly From, DateOnly To, string Value, bool Complete);

    internal sealed record Answer(IReadOnlyList<Item> Items, DateTime DataThrough);

    public static void Map(IEndpointRouteBuilder app) => app.MapGet("/api/products/{productId}/metrics/{metricId}/observations", HandleAsync)
        .WithTags("Metrics").WithName("getObservations").Produces<Answer>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(503);

    private static async Task<Answer> HandleAsync(
        ProductId productId, MetricId metricId, [AsParameters] Range range, ActorScope actor, MetricReader metrics, Asker asker, Reading reading, Extent extent, CancellationToken cancel)
    {
        actor.Current.Require(Right.Read, productId.Value);
        var subject = await asker.SubjectAsync(productId, cancel);
        var metric = await metrics.GetAsync(productId, metricId, cancel);
        var segment = SegmentOf(range.Segment);
        var to = Date(range.To, "to") ?? subject.Clock.Today;
        var from = Date(range.From, "from") ?? await extent.FirstDayAsync(subject, cancel) ?? to;
        if (from > to) throw ProblemException.Invalid("to", "question.before_start", "to");
        try
        {
            var observed = await reading.ReadAsync(metric, subject, IntervalOf(range.Interval), from, to, segment, null, cancel);
            var values = observed.Lines[""].Data;
            return new([.. observed.Periods.Select((p, i) => new Item(p.From, p.To, Text(values[i]), p.Complete))], subject.Through.Received);
        }
        catch (QuestionException wrong) { throw AskQuestion.Problem(wrong); }
    }

    internal sealed record Range
    {
        public string? From { get; init; }
        public string? To { get; init; }
        public string? Interval { get; init; }
        public string? Segment { get; init; }
    }

    /// <summary>Without exponent and trailing zeros; what does not end is cut at 12 places, half to even.</summary>
    public static string Text(decimal value) => QuestionJson.Plain(Math.Round(value, 12, MidpointRounding.ToEven)).ToString(CultureInfo.InvariantCulture);

    private static Interval IntervalOf(string? text) => text is null ? Interval.Month
        : Choice.Find<Interval>(text) ?? throw ProblemException.Invalid("interval", "question.not_one_of", "interval", "day, week, month");

    private static DateOnly? Date(string? text, string field) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date.Year is >= 1900 and <= 2199 ? date
        : throw ProblemException.Invalid(field, "question.not_a_date", field);

    private static Segment? SegmentOf(string? text) => text is null ? null : text.Split(':', 2) is [{ Length: > 0 } key, var value]
        ? new(key, value) : throw ProblemException.Invalid("segment", "bad_value", "segment", text.Length > 60 ? text[..60] : text);
}
