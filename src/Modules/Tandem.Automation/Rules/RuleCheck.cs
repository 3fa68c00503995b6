using Tandem.Contracts.Access;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Automation.Rules;

/// <summary>Holds a rule's fields against what is possible and puts them into the row; each refusal names its field.</summary>
internal sealed class RuleCheck(IProjects projects, ISeries series, ITargets targets, IPeople people)
{
    private const int Longest = 200, LongestText = 4000, MostSteps = 50;

    public async Task ApplyAsync(Rule rule, RuleFields fields, CancellationToken cancel)
    {
        rule.Name = Text("name", fields.Name, Longest);
        rule.Project = (fields.ProjectId is { } project ? await projects.FindAsync(project, cancel) : throw Missing("projectId"))?.Id ?? throw Invalid("projectId", fields.ProjectId);
        var metrics = await series.MetricsAsync(rule.Product, cancel);
        if (rule.Kind == RuleKind.Target && fields.TargetId is { } target) fields = fields with { MetricId = (await FindAsync(rule, target, cancel)).Metric, SegmentKey = null };
        var metric = metrics.FirstOrDefault(m => m.Id == (fields.MetricId ?? throw Missing("metricId"))) ?? throw Invalid("metricId", fields.MetricId);
        rule.Metric = metric.Id;
        rule.ValueMetric = fields.ValueMetricId is { } value ? metrics.FirstOrDefault(m => m.Id == value && m.Unit == "money")?.Id ?? throw Invalid("valueMetricId", value) : null;
        rule.SegmentKey = string.IsNullOrWhiteSpace(fields.SegmentKey) ? null : metric.Segments.Contains(fields.SegmentKey) ? fields.SegmentKey : throw Invalid("segmentKey", fields.SegmentKey);
        rule.Interval = fields.Interval ?? Interval.Week;
        Thresholds(rule, fields);
        OfKind(rule, fields);
        if (rule.Kind == RuleKind.Target) await TargetAsync(rule, fields, cancel);
        Work(rule, fields);
        if (fields.OwnerId is { } owner && owner != rule.Owner) await people.RequireActiveAsync(owner, "ownerId", "bad_value", cancel);
        rule.Owner = fields.OwnerId;
    }

    private static void Thresholds(Rule rule, RuleFields fields)
    {
        rule.Open = Within("open", fields.Open ?? 0.7, 0.01, 1);
        rule.Close = Within("close", fields.Close ?? 0.4, 0, 1);
        if (rule.Close >= rule.Open) throw Invalid("close", rule.Close);
        rule.Evaluations = Within("evaluations", fields.Evaluations ?? 2, 1, 8);
        rule.Minimum = fields.Minimum is < 0 or > 1_000_000_000 ? throw Invalid("minimum", fields.Minimum) : fields.Minimum ?? 0;
        rule.Cap = Within("cap", fields.Cap ?? 3, 0, 50);
        rule.CooldownWeeks = Within("cooldownWeeks", fields.CooldownWeeks ?? 4, 0, 52);
        rule.HoldOutPercent = Within("holdOutPercent", fields.HoldOutPercent ?? 0, 0, 50);
    }

    private static void OfKind(Rule rule, RuleFields fields)
    {
        if (rule.Kind == RuleKind.SlowSeller)
        {
            if (rule.SegmentKey is null) throw Missing("segmentKey");
            if (rule.Interval != Interval.Week) throw Invalid("interval", fields.Interval);
        }
        rule.Direction = fields.Direction ?? rule.Direction;
    }

    private async Task<TargetInfo> FindAsync(Rule rule, TargetId id, CancellationToken cancel) =>
        (await targets.ListAsync(rule.Product, cancel)).FirstOrDefault(t => t.Id == id) ?? throw Invalid("targetId", id);

    private async Task TargetAsync(Rule rule, RuleFields fields, CancellationToken cancel)
    {
        if (fields.TargetId is { } id)
        {
            rule.Follow(await FindAsync(rule, id, cancel));
            return;
        }
        if (rule.SegmentKey is not null) throw Invalid("segmentKey", rule.SegmentKey);
        (rule.Target, rule.TargetSegment) = (null, "");
        var target = fields.Target ?? throw Missing("target");
        rule.TargetValue = target.Value ?? throw Missing("target.value");
        rule.TargetFrom = target.From ?? throw Missing("target.from");
        rule.TargetTo = target.To ?? throw Missing("target.to");
        if (rule.TargetTo <= rule.TargetFrom || rule.TargetTo > rule.TargetFrom.Value.AddYears(3)) throw Invalid("target.to", rule.TargetTo?.ToString("yyyy-MM-dd", null));
        (rule.TargetKind, rule.TargetWanted) = (target.Kind ?? rule.TargetKind, target.Wanted ?? rule.TargetWanted);
    }

    private static void Work(Rule rule, RuleFields fields)
    {
        rule.Action = fields.Action ?? RuleAction.Open;
        rule.OwnerRole = fields.OwnerRole ?? Role.OperationsLead;
        rule.DueDays = Within("dueDays", fields.DueDays ?? 10, 1, 250);
        rule.EffortDays = Within("effortDays", fields.EffortDays ?? 5, 1, 250);
        rule.Title = Text("title", fields.Title, Longest);
        rule.Description = fields.Description is { Length: > LongestText } ? throw TooLong("description", LongestText) : fields.Description?.Trim() ?? "";
        var steps = (fields.Checklist ?? []).Select(step => (step ?? "").Trim()).Where(step => step.Length > 0).ToList();
        if (steps.Count > MostSteps) throw Invalid("checklist", steps.Count);
        rule.Checklist = string.Join('\n', steps.Select(step => step.Length > Longest ? throw TooLong("checklist", Longest) : step.ReplaceLineEndings(" ")));
        rule.Enabled = fields.Enabled ?? true;
    }

    private static string Text(string field, string? text, int longest) =>
        string.IsNullOrWhiteSpace(text) ? throw Missing(field) : text.Trim().Length > longest ? throw TooLong(field, longest) : text.Trim();

    private static T Within<T>(string field, T value, T least, T most) where T : IComparable<T> => value.CompareTo(least) < 0 || value.CompareTo(most) > 0 ? throw Invalid(field, value) : value;

    private static ProblemException Missing(string field) => ProblemException.Invalid(field, "required", field);

    private static ProblemException TooLong(string field, int longest) => ProblemException.Invalid(field, "too_long", field, longest);

    private static ProblemException Invalid(string field, object? value) => ProblemException.Invalid(field, "bad_value", field, value);
}
