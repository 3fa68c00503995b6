namespace Tandem.Scheduling.Risk;

/// <summary>One thread's part: draws a run, passes it, adds it to its block.</summary>
internal sealed class SimulationWorker
{
    private readonly CompiledRisk risk;
    private readonly SimulationPass pass;
    private readonly RunSampler sampler;
    private readonly SimulationBase basis;
    private readonly long[] planned;
    private readonly double certainCost;

    public SimulationWorker(CompiledRisk risk, SimulationLayout layout, SimulationBase basis, RunSampler sampler)
    {
        (this.risk, this.basis, this.sampler) = (risk, basis, sampler);
        pass = new SimulationPass(layout);
        planned = risk.Network.Duration;
        for (var v = 0; v < planned.Length && v < risk.Network.Count; v++) certainCost += risk.CostFixed[v] + risk.CostPerMinute[v] * planned[v];
    }

    /// <summary>Draws and passes one run. A condition that turns out otherwise than assumed sends the pass over the plan once more.</summary>
    public void Run(int run)
    {
        sampler.Begin(run);
        foreach (var condition in risk.Conditions) sampler.Exclude(condition.Late, true);
        Draw();
        pass.Run();
        foreach (var condition in risk.Conditions)
        {
            if (pass.FinishOf(condition.Watched) <= condition.After) continue;
            sampler.Exclude(condition.Late, false);
            sampler.Exclude(condition.OnTime, true);
            Draw();
            pass.Run();
        }
    }

    /// <summary>Of the target, or of the plan.</summary>
    public long Finish => risk.Target.Length == 0 ? pass.Finish : risk.Target.Max(pass.FinishOf);

    public long FinishOf(int watched) => risk.Watched[watched].Length == 0 ? pass.Finish : risk.Watched[watched].Max(pass.FinishOf);

    public double Cost()
    {
        var cost = certainCost + sampler.Extra + risk.Overhead(pass.Finish);
        foreach (var v in risk.Touched)
        {
            if (sampler.IsAbsent(v)) cost -= risk.CostFixed[v];
            cost += risk.CostPerMinute[v] * (pass.Duration[v] - planned[v]);
        }
        return cost;
    }

    public void AddTo(RunBlock block, double cost)
    {
        var finish = (double)(Finish - basis.Finish);
        (block.Finish, block.FinishSquares, block.Cost) = (block.Finish + finish, block.FinishSquares + finish * finish, block.Cost + cost);
        foreach (var v in risk.Touched)
        {
            double more = pass.Duration[v] - planned[v];
            block.Sum[v] += more;
            block.Squares[v] += more * more;
            block.WithFinish[v] += more * finish;
        }
        for (var r = 0; r < sampler.Occurred.Length; r++)
        {
            if (!sampler.Occurred[r]) continue;
            block.Occurred[r]++;
            block.FinishWith[r] += finish;
            block.CostWith[r] += cost;
        }
        pass.MarkCritical(risk.Target);
        foreach (var v in basis.Leaves)
        {
            if (pass.Critical[v]) block.Critical[v]++;
            var slip = pass.WorkedFinish(v) - basis.WorkedFinish[v];
            block.Slip[v] += slip;
            if (slip > basis.Float[v]) block.Late[v]++;
        }
    }

    private void Draw()
    {
        foreach (var v in risk.Touched) (pass.Duration[v], pass.Remaining[v]) = sampler.Draw(v);
    }
}

/// <summary>The plan without uncertainty, which runs are measured against.</summary>
internal sealed class SimulationBase
{
    public SimulationBase(CompiledRisk risk)
    {
        var net = risk.Network;
        Schedule = Schedule.Of(net);
        Finish = Wall.Minutes(risk.Target.Length == 0 ? Schedule.Finish : risk.Target.Max(v => Schedule.At(v).Finish));
        Leaves = [.. Enumerable.Range(0, net.Count).Where(v => net.Kind[v] == NodeKind.Leaf && !net.Plan.Activities[v].Inactive)];
        (WorkedFinish, Float) = (new long[net.Count], new long[net.Count]);
        foreach (var v in Leaves)
        {
            WorkedFinish[v] = net.Calendar[v].Worked(Wall.Minutes(Schedule.At(v).Finish));
            Float[v] = Math.Max(0, net.Calendar[v].Worked(Wall.Minutes(Schedule.At(v).LateFinish)) - WorkedFinish[v]);
        }
    }

    public Schedule Schedule { get; }

    /// <summary>Of the target, or of the plan.</summary>
    public long Finish { get; }
    public int[] Leaves { get; }
    public long[] WorkedFinish { get; }

    /// <summary>Working minutes each leaf's finish may slip.</summary>
    public long[] Float { get; }
}
