using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Rules;
using Tandem.Contracts.Access;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Problems;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Signals;

/// <summary>What a list of signals is narrowed to.</summary>
internal sealed record SignalFilter(ProductId? Product = null, RuleId? Rule = null, SignalState? State = null, bool? Held = null, WorkItemId? WorkItem = null, MetricId? Metric = null);

/// <summary>Reads signals as they stood at the product's clock, most urgent first: those that made work, open before ended, by expected loss.</summary>
internal sealed class ListSignals(AutomationDbContext db, IProducts products, IProductClocks clocks, IPeople people)
{
    private const int PageSize = 100;
    private IReadOnlyList<AccountInfo>? _people;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/signals", async (ProductId? productId, RuleId? ruleId, string? state, bool? held, WorkItemId? workItemId, string? cursor, ListSignals list, CancellationToken cancel) =>
            await list.PageAsync(new(productId, ruleId, Choice.Optional<SignalState>(state, "state"), held, workItemId), cursor, cancel)).WithTags("Signals").WithName("listSignals");
        app.MapGet("/api/products/{id}/signals", async (ProductId id, RuleId? ruleId, string? state, bool? held, string? cursor, ListSignals list, CancellationToken cancel) =>
            await list.PageAsync(new(id, ruleId, Choice.Optional<SignalState>(state, "state"), held), cursor, cancel)).WithTags("Signals").WithName("listProductSignals");
        app.MapGet("/api/signals/{id}", async (SignalId id, ListSignals list, CancellationToken cancel) => await list.DetailAsync(id, cancel)).WithTags("Signals").WithName("getSignal");
    }

    /// <summary>All that match, in order.</summary>
    public async Task<IReadOnlyList<SignalItem>> AllAsync(SignalFilter filter, CancellationToken cancel)
    {
        var rows = await QueryAsync(filter, cancel);
        var rules = await RulesAsync(rows.Select(s => s.Rule), cancel);
        var items = new List<SignalItem>();
        foreach (var product in rows.GroupBy(s => s.Product))
        {
            var now = (await clocks.GetAsync(product.Key, cancel)).UtcNow;
            foreach (var signal in product.Where(s => s.RaisedAt <= now)) items.Add(await ItemAsync(signal, rules, now, cancel));
        }
        return [.. items.Where(i => (filter.State is null || i.State == filter.State) && (filter.Held is null || i.HeldBack is not null == filter.Held))
            .OrderBy(i => i.HeldBack is not null).ThenBy(i => i.ClosedAt is not null).ThenByDescending(i => i.ClosedAt is null ? i.ExpectedLoss ?? 0 : 0).ThenByDescending(i => i.RaisedAt).ThenBy(i => i.Id.Value)];
    }

    public async Task<SignalDetail> DetailAsync(SignalId id, CancellationToken cancel)
    {
        var signal = await db.Signals.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw ProblemException.NotFound();
        var now = (await clocks.GetAsync(signal.Product, cancel)).UtcNow;
        if (signal.RaisedAt > now) throw ProblemException.NotFound();
        var item = await ItemAsync(signal, await RulesAsync([signal.Rule], cancel), now, cancel);
        var decisions = await db.Decisions.AsNoTracking().Where(d => d.Signal == id && d.At <= now).OrderBy(d => d.Id).ToListAsync(cancel);
        return new(item, signal.Evidence, [.. decisions.Select(d => new DecisionAnswer(d.Kind, d.Reason, d.By, d.ByName, d.At))]);
    }

    /// <summary>How many wait for a decision.</summary>
    public async Task<int> WaitingAsync(ProductId product, CancellationToken cancel)
    {
        var now = (await clocks.GetAsync(product, cancel)).UtcNow;
        return await db.Signals.CountAsync(s => s.Product == product && s.Asks && s.RaisedAt <= now && (s.AcceptedAt == null || s.AcceptedAt > now) && (s.ClosedAt == null || s.ClosedAt > now)
            && (s.HeldBack == null || s.ReleasedAt <= now) && (s.SnoozedUntil == null || s.SnoozedUntil <= now), cancel);
    }

    private async Task<Page<SignalItem>> PageAsync(SignalFilter filter, string? cursor, CancellationToken cancel)
    {
        if (filter.Product is { } product && await products.FindAsync(product, cancel) is null) throw ProblemException.NotFound();
        var all = await AllAsync(filter, cancel);
        var from = string.IsNullOrEmpty(cursor) ? 0 : all.TakeWhile(i => i.Id.ToString() != cursor).Count() + 1;
        return Page<SignalItem>.Of([.. all.Skip(from).Take(PageSize + 1)], PageSize, i => i.Id.ToString());
    }

    /// <summary>Rows without their evidence, which is the bulk of them.</summary>
    private async Task<List<Signal>> QueryAsync(SignalFilter filter, CancellationToken cancel)
    {
        var query = db.Signals.AsNoTracking();
        if (filter.Product is { } product) query = query.Where(s => s.Product == product);
        if (filter.Rule is { } rule) query = query.Where(s => s.Rule == rule);
        if (filter.WorkItem is { } item) query = query.Where(s => s.WorkItem == item);
        if (filter.Metric is { } metric) query = query.Where(s => s.Metric == metric);
        return await query.Select(s => new Signal
        {
            Id = s.Id, Number = s.Number, Rule = s.Rule, Product = s.Product, Project = s.Project, Metric = s.Metric, Segment = s.Segment, Title = s.Title, Asks = s.Asks, RaisedAt = s.RaisedAt,
            HeldBack = s.HeldBack, ReleasedAt = s.ReleasedAt, AcceptedAt = s.AcceptedAt, SnoozedUntil = s.SnoozedUntil, WorkItem = s.WorkItem, OpenedAt = s.OpenedAt, StartedAt = s.StartedAt,
            FinishedAt = s.FinishedAt, ClosedAt = s.ClosedAt, MergedInto = s.MergedInto, Outcome = s.Outcome, OutcomeJson = s.OutcomeJson, Owner = s.Owner, Due = s.Due, ExpectedLoss = s.ExpectedLoss, Currency = s.Currency,
        }).ToListAsync(cancel);
    }

    private async Task<Dictionary<RuleId, Rule>> RulesAsync(IEnumerable<RuleId> ids, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        return await db.Rules.AsNoTracking().Where(r => wanted.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancel);
    }

    private async Task<SignalItem> ItemAsync(Signal signal, Dictionary<RuleId, Rule> rules, DateTime now, CancellationToken cancel)
    {
        _people ??= await people.ListAsync(cancel);
        var rule = rules[signal.Rule];
        return new()
        {
            Id = signal.Id, Number = $"S-{signal.Number}", Title = signal.Title, RuleId = signal.Rule, RuleName = rule.Name, ProductId = signal.Product, ProjectId = signal.Project, MetricId = signal.Metric,
            WorkItemId = signal.OpenedAt <= now ? signal.WorkItem : null, Segment = signal.Segment.Length > 0 ? $"{rule.SegmentKey}:{signal.Segment}" : null,
            HeldBack = signal.HeldAt(now), State = signal.StateAt(now), RaisedAt = signal.RaisedAt, StartedAt = signal.StartedAt <= now ? signal.StartedAt : null, ClosedAt = signal.ClosedAt <= now ? signal.ClosedAt : null,
            Owner = signal.Owner, OwnerName = _people.FirstOrDefault(p => p.Id == signal.Owner)?.Name, Due = signal.Due, ExpectedLoss = signal.ExpectedLoss, Currency = signal.Currency, Outcome = OutcomeOf(signal, now),
        };
    }

    /// <summary>As of a past moment, only the periods that were complete by then.</summary>
    private static OutcomeAnswer? OutcomeOf(Signal signal, DateTime now)
    {
        if (signal.OutcomeAt(now) is not { } kind) return null;
        var numbers = signal.OutcomeNumbers;
        var known = DateOnly.FromDateTime(now);
        return new(kind, signal.ClosedAt <= now ? signal.ClosedAt : null, numbers?.Before, numbers?.Needed, numbers?.Window, [.. (numbers?.After ?? []).Where(p => p.To < known)]);
    }
}
