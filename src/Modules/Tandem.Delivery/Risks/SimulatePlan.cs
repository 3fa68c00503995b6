using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Tandem.Contracts.Ids;
using Tandem.Delivery.Costs;
using Tandem.Delivery.Plans;
using Tandem.Kernel.Actors;
using Tandem.Kernel.Jobs;
using Tandem.Kernel.Web;
using Tandem.Scheduling;
using Tandem.Scheduling.Risk;

namespace Tandem.Delivery.Risks;

/// <summary>Simulates a plan with its estimates and open risks, as a background job; the last result of a project is kept.</summary>
internal sealed class SimulatePlan(DeliveryDbContext db, PlanStore plans, ActorScope actor, TimeProvider time) : IJobHandler
{
    private const int MostActivities = 200, MostPoints = 420;

    internal sealed record Arguments(ProjectId Project, SimulationSettings Settings, string By);

    public string Kind => "simulate";

    public async Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel)
    {
        var asked = JsonSerializer.Deserialize<Arguments>(arguments, TandemJson.Options)!;
        var plan = await plans.LoadAsync(asked.Project, cancel);
        var risks = await db.Risks.AsNoTracking().Where(row => row.Project == asked.Project).OrderBy(row => row.Number).ToListAsync(cancel);
        var estimates = await db.Estimates.AsNoTracking().Where(row => row.Project == asked.Project).ToListAsync(cancel);
        var model = new SimulationModel(plan, [.. risks.Where(risk => risk.IsOpen)], estimates, asked.Settings);
        var result = Simulate(plan, model, asked.Settings, progress, cancel);
        var row = new Simulation
        {
            Id = Guid.CreateVersion7(), Workspace = actor.Current.Workspace, Project = asked.Project, At = time.GetUtcNow().UtcDateTime, By = asked.By, PlanVersion = plan.Head.Version,
            Result = JsonSerializer.Serialize(result, TandemJson.Options),
        };
        await db.WriteAsync(async () =>
        {
            await db.Simulations.Where(old => old.Project == asked.Project).ExecuteDeleteAsync(cancel);
            db.Add(row);
        }, cancel);
        return new { simulation = row.Id };
    }

    private static SimulationResult Simulate(PlanSnapshot plan, SimulationModel model, SimulationSettings settings, IProgress<double> progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var (answer, gains) = new RiskSimulation(model.Model).RunWithRemoval(new RiskRuns { Runs = settings.Runs, Seed = (ulong)settings.Seed, Cancel = cancel }, progress);
        var removed = gains.ToDictionary(gain => gain.Risk);
        var deadline = settings.Target is { } target ? plan.Outline.Items[plan.Outline.Find(target)!.Value].Deadline : plan.Outline.Items.Where(item => item.ActualFinish is null).Max(item => item.Deadline);
        var perDay = (double)plan.Head.MinutesPerDay;
        var (joint50, joint80) = (answer.Joint(0.5), answer.Joint(0.8));
        return new SimulationResult
        {
            Settings = settings, Estimated = model.Model.Durations.Count, Planned = answer.PlannedFinish, PlannedConfidence = answer.PlannedConfidence,
            Deadline = deadline, DeadlineConfidence = deadline is { } day ? answer.Finishes.DoneBy(day) : null,
            P50 = answer.FinishAt(0.5), P80 = answer.FinishAt(0.8), CostP50 = answer.CostAt(0.5), CostP80 = answer.CostAt(0.8),
            Joint50 = new(joint50.Finish, joint50.Cost), Joint80 = new(joint80.Finish, joint80.Cost), Curve = [.. answer.Curve.Select(p => new CurvePoint(p.Percent, p.Finish, p.Cost))],
            Days = [.. answer.Finishes.Days.Select(day => new DayCount(day.Day, day.Runs))],
            Sample = [.. Enumerable.Range(0, Math.Min(MostPoints, settings.Runs)).Select(i => i * (settings.Runs / Math.Min(MostPoints, settings.Runs))).Select(i => new JointResult(answer.Finishes[i], answer.Costs[i]))],
            Activities = [.. answer.Activities.Where(a => a.Criticality > 0 || a.Sensitivity is not null).OrderByDescending(a => a.Cruciality ?? 0).ThenByDescending(a => a.Criticality).Take(MostActivities)
                .Select(a => new ActivityResult(plan.Outline.Items[plan.RowOf(a.Activity)!.Value].Id, a.Criticality, a.FloatAtRisk, a.MeanSlip / perDay, a.Sensitivity, a.Cruciality))],
            Risks = [.. answer.Risks.Select(effect => (effect, risk: model.Risks[effect.Risk], gain: removed[effect.Risk])).Select(r =>
                new RiskResult(r.risk.Id, $"R-{r.risk.Number}", r.risk.Name, r.risk.Probability, r.effect.FinishEffect / perDay, r.effect.CostEffect, r.gain.Minutes / perDay, r.gain.Cost)).OrderByDescending(r => r.P80Days)],
            Seconds = watch.Elapsed.TotalSeconds,
        };
    }
}
