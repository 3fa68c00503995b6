namespace Tandem.Scheduling.Risk;

/// <summary>A risk model against the rows of its plan: keys are indices, distributions are tables, what doesn't fit is refused.</summary>
internal sealed class CompiledRisk
{
    private readonly RiskModel model;
    private readonly Dictionary<int, int> rows;

    public CompiledRisk(RiskModel model)
    {
        this.model = model;
        Network = NetworkBuilder.Build(model.Plan);
        rows = model.Plan.Activities.Index().ToDictionary(a => a.Item.Key, a => a.Index);
        var count = Network.Count;
        (Durations, Group, CostFixed, CostPerMinute, CostTables) = (new QuantileTable?[count], new int[count], new double[count], new double[count], new QuantileTable?[count]);
        foreach (var d in model.Durations) if (Varies(Leaf(d.Activity))) Durations[rows[d.Activity]] = new QuantileTable(d.Duration);
        Loading = [.. model.Correlations.Select(g => g.Correlation is >= 0 and <= 1 ? (Math.Sqrt(g.Correlation), Math.Sqrt(1 - g.Correlation)) : throw new PlanException("correlation", "A group's correlation lies between 0 and 1."))];
        Array.Fill(Group, -1);
        foreach (var (g, group) in model.Correlations.Index()) foreach (var key in group.Activities) Join(Leaf(key), g);
        Risks = [.. model.Risks.Select(Compile)];
        Branches = [.. model.Branches.Select(Compile)];
        Conditions = [.. model.Conditions.Select(c => new CompiledCondition(Leaf(c.Watched), Wall.Minutes(c.After), Leaves(c.Late), Leaves(c.OnTime))).OrderBy(c => Array.IndexOf(Network.Order, c.Watched))];
        foreach (var cost in model.Costs) Price(cost);
        Exposed = [.. Bear().Distinct().Order()];
        Priced = [.. Enumerable.Range(0, count).Where(v => CostTables[v] is not null)];
        Touched = [.. Enumerable.Range(0, count).Where(v => Durations[v] is not null).Concat(Exposed).Concat(Priced).Where(Varies).Distinct().Order()];
        Watched = [.. model.Watched.Select(Under)];
        Target = model.Target is { } target ? Under(target) : [];
    }

    public Network Network { get; }
    public QuantileTable?[] Durations { get; }

    /// <summary>Correlation group of each activity, or −1; the groups' shares of common and own score.</summary>
    public int[] Group { get; }
    public (double Common, double Own)[] Loading { get; }
    public CompiledEvent[] Risks { get; }
    public (double Until, int[] Activities)[][] Branches { get; }
    public CompiledCondition[] Conditions { get; }
    public double[] CostFixed { get; }
    public double[] CostPerMinute { get; }
    public QuantileTable?[] CostTables { get; }

    /// <summary>Activities on which risks, branches or conditions bear.</summary>
    public int[] Exposed { get; }

    /// <summary>Activities with an uncertain cost.</summary>
    public int[] Priced { get; }

    /// <summary>Activities whose duration may differ from run to run.</summary>
    public int[] Touched { get; }

    /// <summary>For each watched row the leaves whose last finish is its own.</summary>
    public int[][] Watched { get; }

    /// <summary>The leaves whose last finish the simulation is about; none: the plan's finish.</summary>
    public int[] Target { get; }

    /// <summary>Activities that may take no time in a run: on a branch, or spread or shortened down to nothing.</summary>
    public bool[] MayVanish()
    {
        var least = new double[Network.Count];
        for (var v = 0; v < least.Length; v++) least[v] = Durations[v]?.Least ?? model.Plan.Activities[v].Duration;
        foreach (var impact in Risks.SelectMany(r => r.Impacts)) least[impact.Activity] *= Math.Min(1, impact.Factor?.Least ?? 1);
        foreach (var impact in Risks.SelectMany(r => r.Impacts)) least[impact.Activity] += Math.Min(0, impact.Delay?.Least ?? 0);
        foreach (var v in Branches.SelectMany(b => b).SelectMany(w => w.Activities).Concat(Conditions.SelectMany(c => c.Late.Concat(c.OnTime)))) least[v] = 0;
        return [.. least.Select(l => l < 1)];
    }

    public double Overhead(long finish) => model.OverheadPerMinute == 0 ? 0 : model.OverheadPerMinute * Math.Max(0, model.Plan.Calendar.Between(Wall.Minutes(model.Plan.Start), finish));

    private bool Varies(int row) => !Network.Activity(row).IsComplete;

    private int Row(int key) => rows.TryGetValue(key, out var row) ? row : throw new PlanException("unknown_activity", $"The risk model names the activity {key}, which is not in the plan.");

    private int Leaf(int key)
    {
        var row = Row(key);
        if (Network.Kind[row] != NodeKind.Leaf) throw new PlanException("not_an_activity", $"The risk model gives {key} an own uncertainty, but it is a summary or level of effort.");
        return row;
    }

    private int[] Leaves(IReadOnlyList<int> keys) => [.. keys.Select(Leaf)];

    private void Join(int row, int group)
    {
        if (Group[row] >= 0) throw new PlanException("correlation", $"Activity {model.Plan.Activities[row].Key} is in two correlation groups.");
        Group[row] = group;
    }

    private CompiledEvent Compile(RiskEvent risk)
    {
        if (risk.Probability is not (>= 0 and <= 1)) throw new PlanException("probability", $"The probability of risk {risk.Key} is not between 0 and 1.");
        return new CompiledEvent(risk.Probability, [.. risk.Impacts.Select(i => new CompiledImpact(Leaf(i.Activity), Table(i.Delay), Table(i.Factor), Table(i.Cost)))]);
    }

    private static QuantileTable? Table(Distribution? distribution) => distribution is null ? null : new QuantileTable(distribution);

    private (double, int[])[] Compile(Branch branch)
    {
        var sum = 0.0;
        (double, int[])[] ways = [.. branch.Alternatives.Select(a => (a.Probability >= 0 ? sum += a.Probability : double.NaN, Leaves(a.Activities)))];
        if (!(sum <= 1 + 1e-9) || ways.Any(w => double.IsNaN(w.Item1))) throw new PlanException("probability", "The probabilities of a branch's alternatives are negative or add up to more than 1.");
        return ways;
    }

    private void Price(ActivityCost cost)
    {
        var row = Leaf(cost.Activity);
        (CostFixed[row], CostPerMinute[row], CostTables[row]) = (cost.Fixed, cost.PerMinute, Table(cost.Uncertain));
    }

    private IEnumerable<int> Bear() => Risks.SelectMany(r => r.Impacts).Select(i => i.Activity).Concat(Branches.SelectMany(b => b).SelectMany(w => w.Activities)).Concat(Conditions.SelectMany(c => c.Late.Concat(c.OnTime)));

    private int[] Under(int key)
    {
        var row = Row(key);
        if (Network.Kind[row] == NodeKind.Leaf) return [row];
        bool Below(int v)
        {
            while (v >= 0 && v != row) v = Network.Parent[v];
            return v == row;
        }
        return [.. Enumerable.Range(0, Network.Count).Where(v => Network.Kind[v] == NodeKind.Leaf && !model.Plan.Activities[v].Inactive && Below(v))];
    }
}

internal sealed record CompiledImpact(int Activity, QuantileTable? Delay, QuantileTable? Factor, QuantileTable? Cost);

internal sealed record CompiledEvent(double Probability, CompiledImpact[] Impacts);

internal sealed record CompiledCondition(int Watched, long After, int[] Late, int[] OnTime);
