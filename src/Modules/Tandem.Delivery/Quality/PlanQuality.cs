using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Dependencies;
using Tandem.Delivery.Plans;
using Tandem.Scheduling;

namespace Tandem.Delivery.Quality;

/// <summary>One thing a check found, as the product names rows and links.</summary>
internal sealed record FoundIssue(WorkItemId Item, string Name, string Wbs, string Fix, bool OneClick, DependencyId? Dependency, WorkItemId? From);

/// <summary>One check of a plan's quality; see <see cref="QualityCheck"/>.</summary>
internal sealed record QualityAnswer(string Code, bool Dcma, double? Value, double Limit, bool? Passed, int Of, IReadOnlyList<FoundIssue> Findings);

/// <summary>The checks of <see cref="ScheduleQuality"/> on a project's plan.</summary>
internal static class PlanQuality
{
    /// <summary>How many of the checks are the DCMA's.</summary>
    private const int Dcma = 14;

    /// <summary>Fixes that an edit does without asking back; the others lead to the item.</summary>
    private static readonly HashSet<QualityFix> Edits = [QualityFix.RemoveLag, QualityFix.MakeFinishStart, QualityFix.RemoveConstraint, QualityFix.RemoveLink, QualityFix.ClearActual, QualityFix.RescheduleRemaining];

    public static IReadOnlyList<QualityAnswer> Of(PlanSnapshot plan)
    {
        // a file may have a link twice
        var links = plan.Rows.Links.Select(link => (Ends: (Number(plan, link.From), Number(plan, link.To), link.Type), Link: link)).DistinctBy(link => link.Ends).ToDictionary(link => link.Ends, link => link.Link);
        return [.. ScheduleQuality.Assess(Input(plan)).Select((check, at) => new QualityAnswer(check.Code, at < Dcma, check.Value, check.Limit, check.Passed, check.Of, [.. check.Findings.Select(found => Name(plan, links, found))]))];
    }

    public static string Word(QualityFix fix) => JsonNamingPolicy.SnakeCaseLower.ConvertName(fix.ToString());

    public static bool IsEdit(QualityFix fix) => Edits.Contains(fix);

    private static QualityInput Input(PlanSnapshot plan)
    {
        var baseline = new Dictionary<int, DateTime>();
        foreach (var item in plan.Outline.Items)
        {
            if (item.Baselines.FirstOrDefault(b => b.Number == 0)?.Finish is { } finish) baseline[item.Number] = finish;
        }
        var resourced = plan.Rows.Assignments.Select(row => plan.Outline.Find(row.Item)).OfType<int>().Select(row => plan.Outline.Items[row].Number).ToHashSet();
        return new QualityInput { Schedule = plan.Schedule, MinutesPerDay = plan.Head.MinutesPerDay, BaselineFinish = baseline, Resourced = plan.Rows.Resources.Count == 0 ? null : resourced };
    }

    private static FoundIssue Name(PlanSnapshot plan, Dictionary<(int, int, LinkType), Link> links, QualityFinding found)
    {
        var row = plan.RowOf(found.Key)!.Value;
        var link = found.Link is { } l ? links[(l.From, l.To, l.Type)] : null;
        return new(plan.Outline.Items[row].Id, plan.Outline.Items[row].Name, plan.Outline.Codes[row], Word(found.Fix), IsEdit(found.Fix), link?.Id, link?.From);
    }

    private static int Number(PlanSnapshot plan, WorkItemId id) => plan.Outline.Find(id) is { } row ? plan.Outline.Items[row].Number : 0;
}
