using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tandem.Automation.Backtests;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Problems;

namespace Tandem.Automation.Rules;

/// <summary>The rule page's plain forms: save, run now, back-test, remove. A refusal goes back to the page with its code and field.</summary>
internal static class RuleFormPosts
{
    private static readonly HashSet<string> Numbers = ["open", "close", "evaluations", "minimum", "cap", "cooldownWeeks", "holdOutPercent", "dueDays", "effortDays", "value"];
    private static readonly HashSet<string> Choices = ["kind", "interval", "direction", "action", "ownerRole", "wanted"];
    private static readonly HashSet<string> Optional = ["segmentKey", "valueMetricId"];

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/products/{productId}/rules/{ruleId}/save", async (ProductId productId, RuleId ruleId, HttpContext http, WriteRule write, CancellationToken cancel) =>
        {
            var form = await http.Request.ReadFormAsync(cancel);
            var isNew = ruleId == default;
            return await BackAsync(productId, isNew ? null : ruleId, isNew ? $"kind={form["kind"]}" : "", async () => isNew
                ? (await write.MakeAsync(productId, Fields(form), cancel)).Id
                : (await write.ChangeAsync(productId, ruleId, Fields(form), version => Same(version, form["version"]!), cancel)).Id);
        }).ExcludeFromDescription();
        app.MapPost("/products/{productId}/rules/{ruleId}/run", (ProductId productId, RuleId ruleId, RunRule run, CancellationToken cancel) =>
            BackAsync(productId, ruleId, "", async () => { await run.RunAsync(productId, ruleId, cancel); return ruleId; })).ExcludeFromDescription();
        app.MapPost("/products/{productId}/rules/{ruleId}/backtest", (ProductId productId, RuleId ruleId, ListRules rules, ActorScope actor, JobQueue jobs, IProducts products, CancellationToken cancel) =>
            BackAsync(productId, ruleId, "", async () => { await BacktestRule.BeginAsync(productId, ruleId, rules, actor, jobs, products, cancel); return ruleId; }, "tested=1")).ExcludeFromDescription();
        app.MapPost("/products/{productId}/rules/{ruleId}/remove", async (ProductId productId, RuleId ruleId, WriteRule write, CancellationToken cancel) =>
        {
            await write.RemoveAsync(productId, ruleId, cancel);
            return Results.LocalRedirect($"/products/{productId}/rules");
        }).ExcludeFromDescription();
    }

    private static async Task<IResult> BackAsync(ProductId product, RuleId? rule, string query, Func<Task<RuleId>> work, string done = "")
    {
        try
        {
            return Results.LocalRedirect($"/products/{product}/rules/{await work()}{(done.Length > 0 ? "?" + done : "")}");
        }
        catch (ProblemException refused) when (refused.Status is 400 or 409 or 412)
        {
            return Results.LocalRedirect($"/products/{product}/rules/{rule?.ToString() ?? "new"}?problem={refused.Code}&field={refused.Field}&{query}");
        }
    }

    private static void Same(long version, string seen)
    {
        if (seen != version.ToString(CultureInfo.InvariantCulture)) throw new ProblemException(412, "changed_meanwhile");
    }

    /// <summary>The form's fields as the JSON that the API takes.</summary>
    private static JsonObject Fields(IFormCollection form)
    {
        var fields = new JsonObject { ["enabled"] = form.ContainsKey("enabled") };
        foreach (var (name, values) in form.Where(f => f.Key is not ("version" or "enabled") && !f.Key.StartsWith('_')))
        {
            var path = name.Split('.');
            if (path is ["target", _] && fields["target"] is null) fields["target"] = new JsonObject();
            var into = path is ["target", _] ? (JsonObject)fields["target"]! : fields;
            into[path[^1]] = Value(name, path, values.ToString().Trim());
        }
        return fields;
    }

    private static JsonNode? Value(string name, string[] path, string text)
    {
        if (text.Length == 0 && Optional.Contains(name)) return null;
        if (name == "checklist") return new JsonArray([.. text.Split('\n').Select(step => (JsonNode?)step.Trim())]);
        if (Choices.Contains(path[^1]) || name == "target.kind") return text.Length == 0 ? null : char.ToLowerInvariant(text[0]) + text[1..];
        if (!Numbers.Contains(path[^1])) return text.Length == 0 ? null : text;
        return decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number)
            : text.Length == 0 ? null : throw ProblemException.Invalid(name, "bad_value", name, text);
    }
}
