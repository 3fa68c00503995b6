using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tandem.Contracts.Ids;
using Tandem.Insight.Observations;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;
using Tandem.Metrics.Asking;

namespace Tandem.Insight.Questions;

/// <summary>What a question's page needs to know of its product: the days it can ask about, the names it can choose from.</summary>
internal sealed record DeskView(Subject Subject, DateOnly First, DateOnly Last, IReadOnlyList<string> Events, IReadOnlyList<string> Properties);

/// <summary>An answer for a page, or the sentence that says what is wrong with the question.</summary>
internal sealed record Asked<T>(T? Answer, string? Wrong, TimeSpan Took);

/// <summary>Asks questions for pages.</summary>
internal sealed class Desk(Asker asker, AnswerCache cache, Extent extent, Words words)
{
    private const int Looked = 2000, LongestShown = 400;

    /// <exception cref="ProblemException">404: no such product.</exception>
    public async Task<DeskView> ViewAsync(ProductId product, CancellationToken cancel)
    {
        var subject = await asker.SubjectAsync(product, cancel);
        var events = await asker.EventsAsync(subject, [], cancel);
        var names = await asker.EventNamesAsync(events, cancel);
        var last = Last(subject);
        var first = await extent.FirstDayAsync(subject, cancel) ?? last;
        if (first < last.AddDays(-LongestShown)) first = last.AddDays(-LongestShown);
        return new(subject, first < last ? first : last, last, [.. names.Values.Order(StringComparer.OrdinalIgnoreCase)], await PropertiesAsync(events.Product, cancel));
    }

    public async Task<Asked<T>> AskAsync<T>(string kind, DeskView view, JsonObject question, CancellationToken cancel) where T : class
    {
        var began = Stopwatch.GetTimestamp();
        var text = question.ToJsonString();
        using var document = JsonDocument.Parse(text);
        try
        {
            var answer = await cache.GetAsync(asker, view.Subject, kind + text, () => AskQuestion.Kinds[kind](asker, view.Subject, new Fields(document.RootElement), cancel), cancel);
            return new((T)answer, null, Stopwatch.GetElapsedTime(began));
        }
        catch (QuestionException wrong) { return new(null, words[$"problem.question.{wrong.Code}", [wrong.Field, .. wrong.Args]], Stopwatch.GetElapsedTime(began)); }
    }

    /// <summary>Yesterday by the product's clock, or the day of its last event where that is earlier.</summary>
    private static DateOnly Last(Subject subject)
    {
        var yesterday = subject.Clock.Today.AddDays(-1);
        if (subject.Through.LastEvent is not { } last) return yesterday;
        var day = Tandem.Metrics.Time.ZoneTable.ToInstant(Tandem.Metrics.Time.ZoneTable.ToMicros(last)).InZone(subject.Zone).Date.ToDateOnly();
        return day < yesterday ? day : yesterday;
    }

    /// <summary>The event that a new question begins with: the most frequent of some; null where there is none.</summary>
    public async Task<string?> UsualAsync(DeskView view, CancellationToken cancel)
    {
        string? usual = null;
        var product = (await asker.EventsAsync(view.Subject, [], cancel)).Product;
        var some = $"SELECT event FROM events WHERE product = {product} LIMIT {Looked}";
        await asker.RunAsync(new($"SELECT name FROM ({some}) JOIN event_names USING (event) WHERE product = {product} GROUP BY event, name ORDER BY count(*) DESC, event LIMIT 1", []), chunk =>
        {
            if (chunk.Count > 0) usual = chunk.Text(0, 0);
        }, cancel);
        return usual;
    }

    /// <summary>Keys of the properties of some events, to offer.</summary>
    private async Task<IReadOnlyList<string>> PropertiesAsync(int product, CancellationToken cancel)
    {
        var keys = new List<string>();
        var some = $"SELECT props FROM events WHERE product = {product} LIMIT {Looked}";
        await asker.RunAsync(new($"SELECT DISTINCT unnest(json_keys(props)) AS key FROM ({some}) ORDER BY key", []), chunk =>
        {
            for (var row = 0; row < chunk.Count; row++) keys.Add(chunk.Text(0, row)!);
        }, cancel);
        return keys;
    }
}
