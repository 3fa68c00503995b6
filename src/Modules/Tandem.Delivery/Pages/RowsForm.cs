using System.Globalization;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Layout;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Pages;

/// <summary>
/// A form parts of which stand there more than once, without script: a button (<c>name="more"</c>, its value the part's name) asks for one more, a hidden field of the part's name says how
/// many there are, and all that was typed stays.
/// </summary>
public abstract class RowsForm : FormPage
{
    private const int Most = 50;

    /// <summary>The form's name.</summary>
    protected abstract string Handler { get; }

    /// <summary>This form was sent, and is shown again.</summary>
    protected bool Posted => Http.Request.HasFormContentType && Http.Request.Form["_handler"] == Handler;

    /// <summary>It was sent only to get one more of something.</summary>
    private bool Grows => Posted && Http.Request.Form.ContainsKey("more");

    /// <summary>How many there are of a part: of what is stored at least one.</summary>
    protected int Count(string part, int stored, int least = 1) => !Posted ? Math.Max(least, stored)
        : Math.Clamp(Sent(part) + (Http.Request.Form["more"] == part ? 1 : 0), least, Most);

    /// <summary>How many of a part were sent.</summary>
    protected int Sent(string part) => int.TryParse(Http.Request.Form[part], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? Math.Min(count, Most) : 0;

    /// <summary>What stands in a field: what was typed where the form was sent, else what is stored.</summary>
    protected string? Entered(string field, string? stored) => Posted ? Http.Request.Form[field] : stored;

    protected bool Picked(string field, object? choice, object? stored) => Entered(field, Convert.ToString(stored, CultureInfo.InvariantCulture)) == Convert.ToString(choice, CultureInfo.InvariantCulture);

    /// <summary>Does what the form asks and goes on, unless it only asks for one more of something.</summary>
    protected Task SendAsync(Func<Task<string>> act) => GoAsync(async () => Grows ? null : await act());
}
