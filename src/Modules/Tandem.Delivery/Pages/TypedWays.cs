using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Risks;
using Tandem.Kernel.Problems;

namespace Tandem.Delivery.Pages;

/// <summary>Alternatives and conditions of a simulation as they are typed: items by their outline codes, of which a summary's stands for all work under it.</summary>
internal sealed class TypedWays(PlanSnapshot plan, IFormCollection form)
{
    /// <summary>Null where nothing is typed.</summary>
    public BranchSetting? Branch(int at, int ways)
    {
        var typed = Enumerable.Range(0, ways).Select(way => Way($"branch{at}way{way}")).OfType<WaySetting>().ToList();
        if (typed.Sum(way => way.Probability) > 1 + 1e-9) throw ProblemException.Invalid($"branch{at}", "ways_over_one");
        return typed.Count == 0 ? null : new BranchSetting(typed);
    }

    public ConditionSetting? Condition(int at)
    {
        var (watched, late, onTime) = (Items($"watched{at}"), Items($"late{at}"), Items($"else{at}"));
        var after = form[$"after{at}"].ToString();
        if (watched.Count + late.Count + onTime.Count == 0 && after.Length == 0) return null;
        if (watched.Count != 1) throw ProblemException.Invalid($"watched{at}", watched.Count == 0 ? "required" : "one_item", $"watched{at}");
        if (late.Count + onTime.Count == 0) throw ProblemException.Invalid($"late{at}", "required", $"late{at}");
        return DateTime.TryParseExact(after, ["yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? new ConditionSetting(watched[0], date, late, onTime) : throw ProblemException.Invalid($"after{at}", after.Length == 0 ? "required" : "bad_value", $"after{at}", after);
    }

    private WaySetting? Way(string name)
    {
        var (probability, items) = (DayNumbers.Read(form[name + "p"], name + "p"), Items(name + "items"));
        if (probability is null && items.Count == 0) return null;
        if (probability is not (>= 0 and <= 100)) throw ProblemException.Invalid(name + "p", probability is null ? "required" : "bad_value", name + "p", probability);
        return items.Count > 0 ? new WaySetting(probability.Value / 100, items) : throw ProblemException.Invalid(name + "items", "required", name + "items");
    }

    private List<WorkItemId> Items(string field)
    {
        var items = new List<WorkItemId>();
        foreach (var code in form[field].ToString().Split([',', '，', '、', ';', '；', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var row = Array.IndexOf(plan.Outline.Codes, code);
            if (row < 0) throw ProblemException.Invalid(field, "unknown_item", code);
            items.AddRange(plan.Outline.Branch(row).Where(below => !plan.Outline.HasChildren(below)).Select(below => plan.Outline.Items[below].Id));
        }
        return [.. items.Distinct()];
    }
}
