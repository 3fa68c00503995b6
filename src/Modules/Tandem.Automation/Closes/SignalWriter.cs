using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Looks;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Signals;
using Tandem.Contracts.Access;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;

namespace Tandem.Automation.Closes;

/// <summary>What signals are made of: the rule, what it saw, when, and the readable names of what fired.</summary>
internal sealed record SignalWork(Rule Rule, Look Look, RuleSeries Series, ProductClock Clock, IReadOnlyDictionary<string, string> Names);

/// <summary>Turns judgements into signals and tells Delivery what work they ask for.</summary>
internal sealed class SignalWriter(AutomationDbContext db, IPeople people, IProjects projects, IProducts products)
{
    /// <summary>Periods shown before and after for a number that got well by itself.</summary>
    private const int Healing = 4;

    private AccountId? _owner;

    /// <summary>Reads what the write needs of other modules, before the write lane is entered.</summary>
    public async Task PrepareAsync(Rule rule, CancellationToken cancel) => _owner = await OwnerAsync(rule, cancel);

    /// <summary>
    /// Who the rule names; else the one who has its role for this work: the project's own manager, the product's owner where an operations lead; else the first of the workspace with the role.
    /// </summary>
    private async Task<AccountId?> OwnerAsync(Rule rule, CancellationToken cancel)
    {
        var active = (await people.ListAsync(cancel)).Where(p => p is { Active: true, IsService: false }).ToList();
        if (rule.Owner is { } named && active.Exists(p => p.Id == named)) return named;
        var nearest = rule.OwnerRole switch
        {
            Role.ProjectManager => (await projects.FindAsync(rule.Project, cancel))?.Manager,
            Role.OperationsLead => (await products.FindAsync(rule.Product, cancel))?.Owner,
            _ => null,
        };
        var own = active.Find(p => p.Id == nearest);
        return own is not null && (own.Role == rule.OwnerRole || rule.OwnerRole == Role.ProjectManager) ? own.Id : active.Find(p => p.Role == rule.OwnerRole)?.Id;
    }

    /// <summary>Opens, holds, releases and ends episodes; answers the signal of each key that has one.</summary>
    public async Task<IReadOnlyDictionary<string, Signal>> ApplyAsync(SignalWork work, IReadOnlyList<Judgement> judged, IReadOnlyDictionary<string, Signal> open, CancellationToken cancel)
    {
        var signals = open.ToDictionary();
        var number = await db.Signals.MaxAsync(s => (int?)s.Number, cancel) ?? 0;
        foreach (var judgement in judged.OrderByDescending(j => j.Sight.Loss ?? 0).ThenBy(j => j.Sight.Key, StringComparer.Ordinal))
        {
            var key = judgement.Sight.Key;
            if (judgement.Verdict == Verdict.Recovered) End(work, signals[key]);
            else if (judgement.Verdict == Verdict.Fired || judgement.IsHeld && judgement.Sight.InARow >= work.Rule.Terms.Evaluations)
            {
                if (!signals.TryGetValue(key, out var signal)) db.Add(signals[key] = signal = New(work, key, ++number));
                Raise(work, signal, judgement);
            }
        }
        return signals;
    }

    /// <summary>What Delivery is asked to open for a signal.</summary>
    public static SignalRaised Asked(Rule rule, Signal signal, DateTime at)
    {
        var evidence = signal.Evidence;
        string Fill(string text) => Filled(rule, text, signal.Segment, evidence.SegmentName, evidence.Metric.Name);
        var work = new WorkTemplate(signal.Title, Fill(rule.Description), rule.EffortDays, signal.Due, signal.Owner, [.. rule.Steps.Select(Fill)]);
        return new(signal.Id, rule.Id, rule.Product, rule.Project, work, signal.ExpectedLoss, at);
    }

    /// <summary>Well again before anyone started; a held-back one just lapses.</summary>
    private void End(SignalWork work, Signal signal)
    {
        var evidence = signal.Evidence;
        var after = work.Series.Values.ContainsKey(signal.Segment) ? work.Series.Points(signal.Segment, work.Series.Periods.Count, Healing).Where(p => p.From > evidence.Series[^1].To).ToList() : [];
        signal.OutcomeNumbers = new(after, evidence.Threshold, 0, evidence.Series.TakeLast(Healing).Average(p => (double)p.Value));
        var healed = signal.HeldAt(work.Clock.UtcNow) is null;
        signal.Close(healed ? OutcomeKind.Healed : null, work.Clock.UtcNow);
        if (healed) db.Publish(new SignalHealed(signal.Id, work.Clock.UtcNow));
    }

    private static Signal New(SignalWork work, string key, int number) => new()
    {
        Workspace = work.Rule.Workspace, Number = number, Rule = work.Rule.Id, Product = work.Rule.Product, Metric = work.Rule.Metric, Segment = key,
        DedupeKey = work.Rule.DedupeKey(key), Asks = work.Rule.Action == RuleAction.Ask, RaisedAt = work.Clock.UtcNow, Currency = work.Series.Currency,
    };

    /// <summary>Freezes what is known now: at the first notice, and again when a held-back signal is let through.</summary>
    private void Raise(SignalWork work, Signal signal, Judgement judgement)
    {
        var rule = work.Rule;
        var name = work.Names.GetValueOrDefault(signal.Segment);
        signal.Evidence = work.Look.Evidence(signal.Segment) with { SegmentName = name };
        signal.Title = Filled(rule, rule.Title, signal.Segment, name, work.Series.Metric.Name);
        signal.ExpectedLoss = MinorUnits.Of(judgement.Sight.Loss, work.Series.Currency);
        (signal.RuleVersion, signal.Project, signal.Owner) = (rule.Version, rule.Project, _owner);
        signal.Due = Periods.AddWorkingDays(work.Series.Periods[^1].To, rule.DueDays);
        if (judgement.IsHeld)
        {
            signal.HeldBack = judgement.Verdict;
            return;
        }
        signal.ReleasedAt = work.Clock.UtcNow;
        if (!signal.Asks) db.Publish(Asked(rule, signal, work.Clock.UtcNow));
    }

    private static string Filled(Rule rule, string text, string segment, string? name, string metric) => text
        .Replace("{item}", name ?? (segment.Length > 0 ? segment : metric), StringComparison.Ordinal)
        .Replace("{code}", segment, StringComparison.Ordinal)
        .Replace("{metric}", metric, StringComparison.Ordinal)
        .Replace("{rule}", rule.Name, StringComparison.Ordinal);
}
