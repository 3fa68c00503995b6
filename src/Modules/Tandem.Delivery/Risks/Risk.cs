using Tandem.Contracts.Ids;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Projects;
using Tandem.Kernel.Data;
using Tandem.Scheduling.Files;
using Tandem.Scheduling.Risk;

namespace Tandem.Delivery.Risks;

/// <summary>Something that may happen to a project: how likely, what it does to which items, who watches it and what is done about it.</summary>
internal sealed class Risk : ITenanted, IAudited, IVersioned, IPlanRow
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }

    /// <summary>Counts from 1 in the project: R-1.</summary>
    public int Number { get; init; }
    public string Name { get; set; } = "";
    public string? Description { get; set; }

    /// <summary>0–1.</summary>
    public double Probability { get; set; }

    /// <summary>One of <see cref="RiskState.All"/>.</summary>
    public string State { get; set; } = RiskState.Open;

    /// <summary>PMBOK's responses: avoid, mitigate, transfer, accept, escalate; exploit, enhance, share for opportunities.</summary>
    public string Response { get; set; } = "accept";
    public string? Plan { get; set; }
    public AccountId? Owner { get; set; }
    public IReadOnlyList<RiskImpactRow> Impacts { get; set; } = [];
    public DateTime MadeAt { get; init; }
    public long Version { get; set; } = 1;

    Guid IAudited.AuditId => Id;
    string? IAudited.AuditName => Name;
    Guid IPlanRow.RowId => Id;

    /// <summary>Whether it may still happen: only these are simulated.</summary>
    public bool IsOpen => State is RiskState.Open or RiskState.Watched;
}

internal static class RiskState
{
    public const string Open = "open", Watched = "watched", Occurred = "occurred", Closed = "closed";

    public static readonly IReadOnlyList<string> All = [Open, Watched, Occurred, Closed];
    public static readonly IReadOnlyList<string> Responses = ["avoid", "mitigate", "transfer", "accept", "escalate", "exploit", "enhance", "share"];
}

/// <summary>What a risk does to one item when it occurs: minutes more (negative: fewer) and money more, each from least over likeliest to most.</summary>
internal sealed record RiskImpactRow(WorkItemId Item, ThreeValues? Delay = null, ThreeValues? Cost = null);

/// <summary>Least, likeliest, most.</summary>
internal sealed record ThreeValues(double Low, double Likely, double High)
{
    public bool InOrder => Low <= Likely && Likely <= High;
    public double Mean => (Low + Likely + High) / 3;
}

/// <summary>How uncertain an item's duration is; minutes.</summary>
internal sealed class Estimate : ITenanted, IAudited, IPlanRow
{
    /// <summary>The item's.</summary>
    public WorkItemId Item { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }

    /// <summary>One of <see cref="Kinds"/>.</summary>
    public string Kind { get; set; } = "pert";
    public double Low { get; set; }
    public double Likely { get; set; }
    public double High { get; set; }

    /// <summary>The three durations of a plan file, which are meant as PERT's.</summary>
    public static Estimate Of(WorkItemId item, Project project, ThreePoints file) => new()
    {
        Item = item, Workspace = project.Workspace, Project = project.Id, Low = file.Low, Likely = file.Likely, High = file.High,
    };

    Guid IAudited.AuditId => Item.Value;
    Guid IPlanRow.RowId => Item.Value;

    public static readonly IReadOnlyList<string> Kinds = ["pert", "triangular", "three_point", "lognormal", "uniform", "discrete"];

    /// <summary>Of a lognormal, low and high are its 10th and 90th percentiles; of a discrete one the three values are equally likely.</summary>
    public Distribution Distribution => Kind switch
    {
        "triangular" => new Triangular(Low, Likely, High),
        "three_point" => new ThreePoint(Low, Likely, High),
        "uniform" => new Uniform(Low, High),
        "lognormal" => Between(Low, High),
        "discrete" => new Discrete([(Low, 1), (Likely, 1), (High, 1)]),
        _ => new Pert(Low, Likely, High),
    };

    private static Lognormal Between(double low, double high)
    {
        const double decile = 1.2815515655446004;
        var (a, b) = (Math.Log(Math.Max(1, low)), Math.Log(Math.Max(1, high)));
        var (mu, sigma) = ((a + b) / 2, (b - a) / (2 * decile));
        var mean = Math.Exp(mu + sigma * sigma / 2);
        return new Lognormal(mean, mean * Math.Sqrt(Math.Exp(sigma * sigma) - 1));
    }
}
