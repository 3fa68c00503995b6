using System.Diagnostics;
using Tandem.Delivery.Risks;
using Tandem.Scheduling.Programs;
using Tandem.Scheduling.Risk;

namespace Tandem.Delivery.Programs;

/// <summary>How a program is simulated.</summary>
internal sealed record ProgramRuns(int Runs, long Seed, double Correlation);

/// <summary>The risk engine's model of a program: all plans as one network, with the estimates and open risks of each. Estimates are correlated across plans.</summary>
internal sealed class ProgramSimulation
{
    private readonly ProgramPicture _picture;
    private readonly ProgramNetwork _network;
    private readonly ProgramRuns _runs;
    private readonly Dictionary<int, (int At, int Number)> _places;
    private readonly List<(int At, Risk Risk)> _risks = [];
    private readonly RiskModel _model;

    public ProgramSimulation(ProgramPicture picture, ILookup<Contracts.Ids.ProjectId, Risk> risks, ILookup<Contracts.Ids.ProjectId, Estimate> estimates, ProgramRuns runs)
    {
        (_picture, _network, _runs) = (picture, picture.Network(), runs);
        _places = picture.Parts.SelectMany(part => part.Plan.Activities.Select(activity => (Key: _network.KeyOf(part.Id, activity.Key), Place: (part.Id, activity.Key)))).ToDictionary(row => row.Key, row => row.Place);
        var (durations, events, costs) = (new List<UncertainDuration>(), new List<RiskEvent>(), new List<ActivityCost>());
        foreach (var part in picture.Parts)
        {
            var (project, plan) = picture.Projects[part.Id];
            var own = new SimulationModel(plan, [.. risks[project.Id].Where(risk => risk.IsOpen).OrderBy(risk => risk.Number)], [.. estimates[project.Id].OrderBy(estimate => estimate.Item.Value)], new SimulationSettings(runs.Runs, runs.Seed, 0));
            durations.AddRange(own.Model.Durations.Select(duration => duration with { Activity = _network.KeyOf(part.Id, duration.Activity) }));
            events.AddRange(own.Model.Risks.Select(risk => risk with { Key = _risks.Count + risk.Key, Impacts = [.. risk.Impacts.Select(impact => impact with { Activity = _network.KeyOf(part.Id, impact.Activity) })] }));
            costs.AddRange(own.Model.Costs.Select(cost => cost with { Activity = _network.KeyOf(part.Id, cost.Activity) }));
            _risks.AddRange(own.Risks.Select(risk => (part.Id, risk)));
        }
        _model = new RiskModel
        {
            Plan = _network.Plan, Durations = durations, Risks = events, Costs = costs, Watched = [.. picture.Parts.Select(part => _network.SummaryOf(part.Id))],
            Correlations = runs.Correlation > 0 && durations.Count > 1 ? [new CorrelationGroup(runs.Correlation, [.. durations.Select(duration => duration.Activity)])] : [],
        };
    }

    /// <param name="currency">Of all projects; null where they have different ones, then there is no money in the answer.</param>
    /// <param name="progress">0–1.</param>
    /// <param name="cancel">Stops between runs.</param>
    public ProgramSimulated Run(string? currency, IProgress<double> progress, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var (answer, removed) = new RiskSimulation(_model).RunWithRemoval(new RiskRuns { Runs = _runs.Runs, Seed = (ulong)_runs.Seed, Cancel = cancel }, progress);
        var gains = removed.ToDictionary(gain => gain.Risk);
        var joint = answer.Joint(0.8);
        return new ProgramSimulated
        {
            Runs = _runs.Runs, Seed = _runs.Seed, Correlation = _runs.Correlation, Estimated = _model.Durations.Count, Planned = answer.PlannedFinish, PlannedConfidence = answer.PlannedConfidence,
            P50 = answer.FinishAt(0.5), P80 = answer.FinishAt(0.8), Currency = currency, CostP50 = currency is null ? null : answer.CostAt(0.5), CostP80 = currency is null ? null : answer.CostAt(0.8),
            Joint80 = currency is null ? null : new(joint.Finish, joint.Cost), Curve = Curve(answer.Finishes), Projects = [.. _picture.Parts.Select((part, at) => Project(part.Id, answer.Watched[at], answer.Finishes))],
            Activities = [.. answer.Activities.Where(row => row.Criticality > 0).OrderByDescending(row => row.Cruciality ?? 0).ThenByDescending(row => row.Criticality).Take(ProgramSimulated.MostActivities).Select(Activity)],
            Risks = [.. answer.Risks.Select(effect => Effect(effect, gains[effect.Risk])).OrderByDescending(risk => risk.P80Days)], Seconds = watch.Elapsed.TotalSeconds,
        };
    }

    private ProjectRisk Project(int at, RunFinishes own, RunFinishes program)
    {
        var (project, plan) = _picture.Projects[at];
        return new(project.Id, plan.Schedule.Finish, own.DoneBy(plan.Schedule.Finish), own.At(0.5), own.At(0.8), own.NotBefore(program), Curve(own));
    }

    private ProgramActivityRisk Activity(ActivityRisk row)
    {
        var (at, number) = _places[row.Activity];
        return new(_picture.ItemOf(at, number), row.Criticality, row.Sensitivity, row.Cruciality, row.MeanSlip / _picture.Projects[at].Plan.Head.MinutesPerDay);
    }

    private ProgramRiskEffect Effect(RiskEffect effect, (int Risk, double Minutes, double Cost) gain)
    {
        var (at, risk) = _risks[effect.Risk];
        var (project, plan) = _picture.Projects[at];
        return new(project.Id, risk.Id, $"R-{risk.Number}", risk.Name, risk.Probability, effect.FinishEffect / plan.Head.MinutesPerDay, gain.Minutes / plan.Head.MinutesPerDay, gain.Cost);
    }

    private static List<DoneBy> Curve(RunFinishes finishes) => [.. finishes.Days.Select(day => new DoneBy(day.Day, day.Done))];
}
