using System.IO.Compression;
using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Baselines;

/// <summary>
/// What was planned at one moment, kept unchanged for good: who took it, when and why, and of each item dates, work and cost.
/// Baselines that a plan's file came with are not among these: they stand on the items (<see cref="ProjectBaselines"/> shows both).
/// </summary>
internal sealed class Baseline : ITenanted, IAudited
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }

    /// <summary>Counts on from the file's 0–10; never used again.</summary>
    public int Number { get; init; }
    public string Name { get; init; } = "";
    public string Reason { get; init; } = "";

    /// <summary>Real time, UTC.</summary>
    public DateTime TakenAt { get; init; }
    public AccountId? Account { get; init; }
    public string TakenBy { get; init; } = "";
    public long PlanVersion { get; init; }

    /// <summary>How many rows there are, so that lists need not read them.</summary>
    [NotAudited]
    public int Items { get; init; }

    /// <summary>The rows as gzipped JSON.</summary>
    [NotAudited]
    public byte[] Rows { get; init; } = [];

    Guid IAudited.AuditId => Project.Value;
    string? IAudited.AuditName => Name;

    public static byte[] Pack(IReadOnlyList<BaselineRow> rows)
    {
        using var bytes = new MemoryStream();
        using (var zip = new GZipStream(bytes, CompressionLevel.Fastest)) JsonSerializer.Serialize(zip, rows, TandemJson.Options);
        return bytes.ToArray();
    }

    public IReadOnlyList<BaselineRow> Unpack()
    {
        using var zip = new GZipStream(new MemoryStream(Rows), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<List<BaselineRow>>(zip, TandemJson.Options)!;
    }
}

/// <summary>An item in a baseline. Times are the project's wall clock, duration and work minutes, cost the product's currency (prorated over the dates, or due at start or finish).</summary>
internal sealed record BaselineRow(WorkItemId Item, DateTime Start, DateTime Finish, long Duration, long Work, decimal Cost, decimal CostAtStart = 0, decimal CostAtFinish = 0)
{
    public decimal TotalCost => Cost + CostAtStart + CostAtFinish;
}
