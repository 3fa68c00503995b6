using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Tandem.Kernel.Problems;

namespace Tandem.Kernel.Layout;

/// <summary>A page (or part of one) with forms that work without script: what was refused is said at its field, with all that was typed; what went well leads on.</summary>
public abstract class FormPage : ComponentBase
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] protected HttpContext Http { get; set; } = null!;

    /// <summary>Why the last form was refused.</summary>
    protected ProblemException? Problem { get; private set; }

    protected CancellationToken Cancel => Http.RequestAborted;

    /// <summary>Does what a form asks. Goes on to <paramref name="next"/>; with none the page is shown with what came of it.</summary>
    protected Task TryAsync(Func<Task> act, string? next = null) => GoAsync(async () => { await act(); return next; });

    /// <summary>Does what a form asks and goes where that leads; null stays on the page.</summary>
    protected async Task GoAsync(Func<Task<string?>> act)
    {
        try
        {
            if (await act() is { } next) Navigation.NavigateTo(next);
        }
        catch (ProblemException problem) { Refuse(problem); }
        catch (JsonException wrong)
        {
            var field = wrong.Path is ['$', '.', .. var path] ? path : null;
            Refuse(new ProblemException(400, "bad_value", field, field, null));
        }
    }

    protected void GoTo(string address) => Navigation.NavigateTo(address);

    protected void NotFound() => Navigation.NotFound();

    /// <summary>What stands in a field: what was typed where the form was refused, else what is stored.</summary>
    protected string? Typed(string field, string? stored) => Problem is not null && Http.Request.Form.TryGetValue(field, out var typed) ? typed.ToString() : stored;

    /// <summary>The same of a box that is ticked or not.</summary>
    protected bool Ticked(string field, bool stored) => Problem is null ? stored : Http.Request.Form.ContainsKey(field);

    /// <summary>The version that a form rests on: the one it showed, until it was refused for being old; saving again then is meant.</summary>
    protected string? Version(long now) => Problem is { Status: 412 } ? Text(now) : Typed("version", Text(now));

    /// <summary>Refuses a form that shows an older version, as the API does with If-Match.</summary>
    protected void RequireVersion(long now)
    {
        if (Http.Request.Form["version"] != Text(now)) throw new ProblemException(412, "changed_meanwhile");
    }

    /// <summary>Whether a choice of a field is the chosen one.</summary>
    protected bool Chosen(string field, object? choice, object? stored) => Typed(field, Text(stored)) == Text(choice);

    /// <summary>Attributes of the field that was refused: it says so to all senses and has the keyboard.</summary>
    protected IReadOnlyDictionary<string, object>? Marks(string field) => Problem?.Field != field ? null
        : new Dictionary<string, object> { ["aria-invalid"] = "true", ["aria-describedby"] = $"f-{field}-error", ["autofocus"] = true };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private void Refuse(ProblemException problem)
    {
        Problem = problem;
        Http.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } seconds) Http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
    }
}
