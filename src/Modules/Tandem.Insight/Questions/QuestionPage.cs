using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Tandem.Contracts.Ids;
using Tandem.Insight.Metrics;
using Tandem.Insight.Questions.Forms;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Wording;

namespace Tandem.Insight.Questions;

/// <summary>What the pages of all kinds of questions share: the product, the query string, the words of time.</summary>
public abstract class QuestionPage : ComponentBase
{
    [Parameter] public string productId { get; set; } = "";

    [CascadingParameter] public HttpContext Http { get; set; } = null!;

    [Inject] private Desk Desk { get; set; } = null!;

    [Inject] private ActorScope Actor { get; set; } = null!;

    [Inject] private InsightDbContext Rows { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [Inject] protected Words W { get; set; } = null!;

    internal DeskView? View { get; private set; }

    private protected QueryText Query { get; private set; } = null!;

    /// <summary>The name under which this very question was saved.</summary>
    internal string? SavedName { get; private set; }

    internal When When { get; private set; } = null!;

    /// <summary>What is wrong with the question, in the reader's language.</summary>
    internal string? Wrong { get; private set; }

    /// <summary>The question as JSON, for people to read.</summary>
    internal string Json { get; private set; } = "";

    /// <summary>The page's query string, without the question mark.</summary>
    internal string Address => Http.Request.QueryString.Value?.TrimStart('?') ?? "";

    internal string Took => W["insight.took", _took.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture)];

    private TimeSpan _took;

    protected ProductId Product => ProductId.Parse(productId, CultureInfo.InvariantCulture);

    internal Subject Subject => View!.Subject;

    /// <summary>Whether this reader may change what belongs to the product: not in the past.</summary>
    protected bool May => !Subject.Clock.IsPast && Actor.Current.May(Right.RunProduct, Product.Value, own: Subject.Product.Owner is not null && Subject.Product.Owner == Actor.Current.Account);

    protected DateOnly Today => Subject.Clock.Today;

    internal string Through => Formats.Instant(Instant.FromDateTimeUtc(DateTime.SpecifyKind(Min(Subject.Through.LastEvent ?? Subject.Clock.UtcNow, Subject.Clock.UtcNow), DateTimeKind.Utc)).InZone(Subject.Zone).ToDateTimeUnspecified());

    protected override async Task OnInitializedAsync()
    {
        Query = new(Http.Request.Query.ToDictionary(q => q.Key, q => q.Value));
        if (!Guid.TryParse(productId, out var id) || !Actor.Current.May(Right.Read, id))
        {
            Navigation.NotFound();
            return;
        }
        try { View = await Desk.ViewAsync(Product, Http.RequestAborted); }
        catch (ProblemException problem) when (problem.Status == 404)
        {
            Navigation.NotFound();
            return;
        }
        When = When.Of(Query, View.First, View.Last);
        var text = Address;
        SavedName = text.Length == 0 ? null : await Rows.Set<SavedQuestion>().Where(q => q.Product == Product && q.Query == text).Select(q => q.Names).FirstOrDefaultAsync(Http.RequestAborted) is { } names ? LocalText.Read(names) : null;
        await AskAsync();
    }

    /// <summary>The event to begin with where nothing is asked yet.</summary>
    private protected async Task<string?> BeginningAsync() => Query.IsEmpty ? await Desk.UsualAsync(View!, Http.RequestAborted) : null;

    /// <summary>The question as the page shows it; several stand below each other.</summary>
    private protected void Show(params IEnumerable<JsonObject> questions) => Json = string.Join("\n\n", questions.Select(q => q.ToJsonString(QuestionJson.Indented)));

    /// <summary>Null where the question is wrong, which the page then says.</summary>
    private protected async Task<T?> AnswerAsync<T>(string kind, JsonObject question) where T : class
    {
        var asked = await Desk.AskAsync<T>(kind, View!, question, Http.RequestAborted);
        _took += asked.Took;
        Wrong ??= asked.Wrong;
        return asked.Answer;
    }

    protected abstract Task AskAsync();

    /// <summary>Index of the period that the product's clock has not left behind.</summary>
    protected int? Partial(IReadOnlyList<string> labels, string interval)
    {
        if (labels.Count == 0 || !DateOnly.TryParseExact(labels[^1], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last)) return null;
        var end = interval switch { "month" => last.AddMonths(1), "week" => last.AddDays(7), _ => last.AddDays(1) };
        return end > Today ? labels.Count - 1 : null;
    }

    private static DateTime Min(DateTime a, DateTime b) => a < b ? a : b;
}
