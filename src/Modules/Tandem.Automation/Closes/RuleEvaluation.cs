using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Automation.Looks;
using Tandem.Automation.Loop;
using Tandem.Automation.Rules;
using Tandem.Automation.Runs;
using Tandem.Automation.Signals;
using Tandem.Contracts.Insight;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Closes;

/// <summary>
/// Evaluates one rule at the close of a period: looks, judges, writes what it saw and what follows, in one transaction. Running it again for the same period judges
/// that period anew and opens nothing twice.
/// </summary>
internal sealed class RuleEvaluation(AutomationDbContext db, SeriesReader reader, SignalWriter writer, Setbacks setbacks)
{
    /// <summary>Runs kept a rule.</summary>
    private const int Kept = 60;

    /// <summary>Whether the rule failed so lately that it is not tried unasked.</summary>
    public bool Rests(Rule rule) => setbacks.Rests(rule);

    /// <summary>Null where there is nothing to read yet. A failure is noted and passed on.</summary>
    public async Task<RuleRun?> RunAsync(Rule rule, ProductClock clock, CancellationToken cancel)
    {
        try
        {
            var run = await JudgeAsync(rule, clock, cancel);
            setbacks.Forget(rule.Id);
            return run;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // nothing of it may be written with what comes next
            db.ChangeTracker.Clear();
            setbacks.Note(rule, error);
            throw;
        }
    }

    private async Task<RuleRun?> JudgeAsync(Rule rule, ProductClock clock, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var through = Periods.LastComplete(clock.Today, rule.Interval);
        if (await reader.ReadAsync(rule, through, cancel) is not { } series || series.Periods[^1].To != through) return null;
        var look = Look.Of(rule, series, series.Periods.Count);
        var likely = look.Seen.Where(s => s.InARow > 0 || s.Probability >= rule.Open).Select(s => s.Key).ToList();
        var names = await reader.NamesAsync(rule, likely, cancel);
        await writer.PrepareAsync(rule, cancel);
        return await db.WriteAsync(async () =>
        {
            var state = await RuleState.ReadAsync(db, rule, through, clock, cancel);
            var judged = RuleLoop.Judge(rule.Terms, [.. look.Seen.Select(seen => Sight(rule, seen, state, series))], state.Loop, clock.UtcNow);
            var work = new SignalWork(rule, look, series, clock, names);
            var signals = await writer.ApplyAsync(work, judged, state.Open, cancel);
            return await StoreAsync(work, judged, signals, (int)watch.ElapsedMilliseconds, cancel);
        }, cancel);
    }

    private static Sight Sight(Rule rule, Seen seen, RuleState state, RuleSeries series)
    {
        var well = rule.Kind == RuleKind.Band && state.Open.TryGetValue(seen.Key, out var open) ? IsBack(rule, open, series) : seen.Well;
        return new(seen.Key, seen.Watched, seen.InARow ?? state.InARow(seen.Key, seen.Probability, rule.Open), well, seen.Loss);
    }

    /// <summary>An open band signal is well again by the bound frozen in it, not by bands that have since followed the fall.</summary>
    private static bool IsBack(Rule rule, Signal signal, RuleSeries series)
    {
        var evidence = signal.Evidence;
        var last = evidence.Series[^1].To;
        var after = series.Points(signal.Segment, series.Periods.Count, series.Periods.Count).Where(p => p.From > last).ToList();
        return OutcomeRule.IsBack(after, evidence.Threshold, rule.Direction);
    }

    private async Task<RuleRun> StoreAsync(SignalWork work, IReadOnlyList<Judgement> judged, IReadOnlyDictionary<string, Signal> signals, int took, CancellationToken cancel)
    {
        var (rule, through) = (work.Rule, work.Series.Periods[^1].To);
        var run = await db.Runs.FirstOrDefaultAsync(r => r.Rule == rule.Id && r.Through == through, cancel);
        if (run is null)
        {
            db.Add(run = new RuleRun { Workspace = rule.Workspace, Rule = rule.Id, Through = through });
            await DropOldAsync(rule, cancel);
        }
        var seen = work.Look.Seen.ToDictionary(s => s.Key);
        var items = judged.Where(j => seen[j.Sight.Key].Watched || signals.ContainsKey(j.Sight.Key)).Select(j => Item(work, seen[j.Sight.Key], j, signals)).ToList();
        (run.RuleVersion, run.At, run.Milliseconds) = (rule.Version, work.Clock.UtcNow, took);
        (run.Looked, run.Watched) = (work.Look.Seen.Count, work.Look.Seen.Count(s => s.Watched));
        (run.Fired, run.Held) = (judged.Count(j => j.Verdict == Verdict.Fired), judged.Count(j => j.IsHeld));
        run.NotWatched = JsonSerializer.Serialize(work.Look.Seen.Where(s => !s.Watched).CountBy(s => s.Why!).ToDictionary(), TandemJson.Options);
        run.Items = items;
        return run;
    }

    private static RunItem Item(SignalWork work, Seen seen, Judgement judgement, IReadOnlyDictionary<string, Signal> signals) => new(
        seen.Key, seen.Probability is { } p ? Math.Round(p, 4) : null, MinorUnits.Of(seen.Loss, work.Series.Currency), Math.Round(seen.Level, 2), Math.Round(seen.Last, 2),
        work.Look.Recent(seen.Key), judgement.Verdict, judgement.Until, signals.GetValueOrDefault(seen.Key)?.Id, judgement.Sight.InARow);

    private async Task DropOldAsync(Rule rule, CancellationToken cancel)
    {
        var old = await db.Runs.Where(r => r.Rule == rule.Id).OrderByDescending(r => r.Through).Skip(Kept - 1).ToListAsync(cancel);
        db.RemoveRange(old);
    }
}
