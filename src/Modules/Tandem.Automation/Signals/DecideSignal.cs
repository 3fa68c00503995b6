using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Closes;
using Tandem.Automation.Loop;
using Tandem.Contracts.Automation;
using Tandem.Contracts.Delivery;
using Tandem.Contracts.Ids;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Problems;

namespace Tandem.Automation.Signals;

/// <summary>Records what a person decides about a signal and lets it follow: accept, snooze for a week, dismiss, merge into another.</summary>
internal sealed class DecideSignal(AutomationDbContext db, IProductClocks clocks, IProjects projects, ActorScope actor)
{
    private const int LongestReason = 1000;
    private static readonly TimeSpan Snoozing = TimeSpan.FromDays(7);

    /// <param name="Decision">accept, snooze, dismiss or merge.</param>
    /// <param name="Reason">Why; at most 1,000 characters.</param>
    /// <param name="Into">The signal to merge into; left out: the most urgent other one with a work item in the same project.</param>
    internal sealed record Request(DecisionKind? Decision, string? Reason, SignalId? Into);

    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/signals/{id}/decisions", async (SignalId id, Request request, DecideSignal decide, ListSignals list, CancellationToken cancel) =>
    {
        await decide.RunAsync(id, request, cancel);
        return await list.DetailAsync(id, cancel);
    }).WithTags("Signals").WithName("decideSignal");

    public async Task RunAsync(SignalId id, Request request, CancellationToken cancel)
    {
        var decision = request.Decision ?? throw ProblemException.Invalid("decision", "required", "decision");
        if (request.Reason is { Length: > LongestReason }) throw ProblemException.Invalid("reason", "too_long", "reason", LongestReason);
        var seen = await db.Signals.AsNoTracking().FirstOrDefaultAsync(s => s.Id == id, cancel) ?? throw ProblemException.NotFound();
        var project = await projects.FindAsync(seen.Project, cancel);
        var own = actor.Current.Account is { } account && (account == seen.Owner || account == project?.Manager);
        if (!actor.Current.May(Right.DecideSignal, seen.Product.Value)) actor.Current.Require(Right.DecideSignal, seen.Project.Value, own);
        var clock = await clocks.GetAsync(seen.Product, cancel);
        await db.WriteAsync(async () =>
        {
            var signal = await db.Signals.SingleAsync(s => s.Id == id, cancel);
            if (!signal.IsOpen) throw new ProblemException(409, "signal_closed", null, $"S-{signal.Number}");
            await FollowAsync(signal, decision, request.Into, clock, cancel);
            db.Add(new Decision
            {
                Workspace = signal.Workspace, Signal = id, Kind = decision, At = clock.UtcNow, By = actor.Current.Account, ByName = actor.Current.Name,
                Reason = string.IsNullOrWhiteSpace(request.Reason) ? null : request.Reason.Trim(),
            });
        }, cancel);
    }

    private Task FollowAsync(Signal signal, DecisionKind decision, SignalId? into, ProductClock clock, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        switch (decision)
        {
            case DecisionKind.Accept: return AcceptAsync(signal, clock, cancel);
            case DecisionKind.Merge: return MergeAsync(signal, into, now, cancel);
            case DecisionKind.Snooze:
                if (signal.StartedAt is not null) throw new ProblemException(409, "signal_started", null, $"S-{signal.Number}");
                signal.SnoozedUntil = now + Snoozing;
                return Task.CompletedTask;
            case DecisionKind.Dismiss:
                Drop(signal, OutcomeKind.Dismissed, now);
                return Task.CompletedTask;
            default: throw ProblemException.Invalid("decision", "bad_value", "decision", decision);
        }
    }

    /// <summary>Asks for the item where none was asked for yet: a rule that asks first, or a signal held back; its time runs from now.</summary>
    private async Task AcceptAsync(Signal signal, ProductClock clock, CancellationToken cancel)
    {
        var now = clock.UtcNow;
        var asked = signal.HeldAt(now) is null && (!signal.Asks || signal.AcceptedAt is not null);
        signal.SnoozedUntil = null;
        signal.AcceptedAt ??= now;
        signal.ReleasedAt ??= now;
        if (asked) return;
        var rule = await db.Rules.AsNoTracking().SingleAsync(r => r.Id == signal.Rule, cancel);
        signal.Due = Periods.AddWorkingDays(Periods.LastComplete(clock.Today, rule.Interval), rule.DueDays);
        db.Publish(SignalWriter.Asked(rule, signal, now));
    }

    private async Task MergeAsync(Signal signal, SignalId? into, DateTime now, CancellationToken cancel)
    {
        var others = await db.Signals.Where(s => s.Project == signal.Project && s.Id != signal.Id && s.ClosedAt == null && s.WorkItem != null).ToListAsync(cancel);
        var other = into is { } id
            ? others.FirstOrDefault(s => s.Id == id) ?? throw ProblemException.Invalid("into", "bad_value", "into", id)
            : others.OrderByDescending(s => s.Segment == signal.Segment).ThenByDescending(s => s.Rule == signal.Rule).ThenByDescending(s => s.ExpectedLoss ?? 0).FirstOrDefault()
                ?? throw new ProblemException(409, "nothing_to_merge_into");
        Drop(signal, null, now);
        (signal.MergedInto, signal.WorkItem) = (other.Id, other.WorkItem);
    }

    /// <summary>Ends the signal; Delivery removes its item where nobody started it.</summary>
    private void Drop(Signal signal, OutcomeKind? outcome, DateTime now)
    {
        if (signal.HeldAt(now) is null) db.Publish(new SignalDismissed(signal.Id, now));
        signal.Close(outcome, now);
    }
}
