using System.IO.Compression;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Tandem.Automation.Loop;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Automation.Runs;

/// <summary>
/// What a run said about one thing: key, probability, expected loss in minor units, level (pace or expectation), last value, the last 16 values, verdict with its
/// numbers. The names are short because a thousand of these are kept a run.
/// </summary>
internal sealed record RunItem(string K, double? P, long? L, double A, double N, float[] R, Verdict V, DateTime? U = null, SignalId? S = null, int W = 0);

/// <summary>One evaluation of a rule, at the close of a period. One a rule and period: running again judges the period anew.</summary>
internal sealed class RuleRun : ITenanted
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public WorkspaceId Workspace { get; init; }
    public RuleId Rule { get; init; }
    public long RuleVersion { get; set; }

    /// <summary>Last day of the period: the data-through date.</summary>
    public DateOnly Through { get; init; }

    /// <summary>The product's clock.</summary>
    public DateTime At { get; set; }
    public int Looked { get; set; }
    public int Watched { get; set; }
    public int Fired { get; set; }
    public int Held { get; set; }
    public int Milliseconds { get; set; }

    /// <summary>Counts of what was not watched, by reason, as JSON.</summary>
    public string NotWatched { get; set; } = "{}";

    /// <summary>The watched, as compressed JSON.</summary>
    public byte[] Packed { get; set; } = [];

    public IReadOnlyList<RunItem> Items
    {
        get
        {
            using var unpacked = new BrotliStream(new MemoryStream(Packed), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<RunItem[]>(unpacked, TandemJson.Options)!;
        }
        set
        {
            using var packed = new MemoryStream();
            using (var stream = new BrotliStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(stream, value, TandemJson.Options);
            Packed = packed.ToArray();
        }
    }

    internal sealed class Mapping : IEntityTypeConfiguration<RuleRun>
    {
        public void Configure(EntityTypeBuilder<RuleRun> table)
        {
            table.ToTable("runs").HasKey(row => row.Id);
            table.HasIndex(row => new { row.Rule, row.Through }).IsUnique();
            table.Ignore(row => row.Items);
        }
    }
}
