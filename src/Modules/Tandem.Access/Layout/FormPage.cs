using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;
using Tandem.Kernel.Problems;

namespace Tandem.Access.Layout;

/// <summary>A page with forms that work without script: what was refused is said on the page, what went well leads on.</summary>
public abstract class FormPage : ComponentBase
{
    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private protected HttpContext Http { get; set; } = null!;

    /// <summary>Why the last form was refused.</summary>
    protected ProblemException? Problem { get; private set; }

    protected CancellationToken Cancel => Http.RequestAborted;

    /// <summary>Does what a form asks. Goes on to <paramref name="next"/>; with none the page is shown with what came of it.</summary>
    protected async Task TryAsync(Func<Task> act, string? next = null)
    {
        try
        {
            await act();
            if (next is not null) Navigation.NavigateTo(next);
        }
        catch (ProblemException problem)
        {
            Problem = problem;
            Http.Response.StatusCode = problem.Status;
            if (problem.RetryAfter is { } seconds) Http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    protected void GoTo(string address) => Navigation.NavigateTo(address);

    protected void NotFound() => Navigation.NotFound();
}
