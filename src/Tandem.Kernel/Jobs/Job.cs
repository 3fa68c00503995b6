using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;

namespace Tandem.Kernel.Jobs;

/// <summary>One piece of background work; survives a crash: when its lease runs out, it is started again.</summary>
public sealed class Job : ITenanted
{
    public JobId Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public AccountId? Account { get; init; }
    public string Kind { get; init; } = "";

    /// <summary>JSON of what the job needs.</summary>
    public string Arguments { get; init; } = "{}";

    /// <summary><c>queued</c>, <c>running</c>, <c>done</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public string State { get; set; } = "queued";

    /// <summary>0 to 1.</summary>
    public double Progress { get; set; }

    /// <summary>JSON of the answer, or of the problem.</summary>
    public string? Result { get; set; }
    public int Attempts { get; set; }
    public DateTime MadeAt { get; init; }
    public DateTime? LeaseUntil { get; set; }
    public DateTime? EndedAt { get; set; }
}

/// <summary>Runs jobs of one kind; must be safe to start again.</summary>
public interface IJobHandler
{
    string Kind { get; }

    /// <summary>Gives the result to show; a <see cref="Problems.ProblemException"/> fails the job with that problem.</summary>
    Task<object?> RunAsync(string arguments, IProgress<double> progress, CancellationToken cancel);
}
