using System.IO.Compression;
using System.Text.Json;
using Tandem.Contracts.Ids;
using Tandem.Kernel.Data;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.Plans;

/// <summary>A plan whole, as it was before an import put another in its place: for looks at the past.</summary>
internal sealed class PlanArchive : ITenanted
{
    public Guid Id { get; init; }
    public WorkspaceId Workspace { get; init; }
    public ProjectId Project { get; init; }

    /// <summary>The plan's version that the import made.</summary>
    public long PlanVersion { get; init; }

    /// <summary>The product's clock at the import, UTC.</summary>
    public DateTime Moment { get; init; }

    /// <summary><see cref="PlanRows"/> as JSON, Brotli.</summary>
    public byte[] Rows { get; init; } = [];

    public static PlanArchive Of(PlanSnapshot before, long version, DateTime moment) => new()
    {
        Id = Guid.CreateVersion7(), Workspace = before.Head.Workspace, Project = before.Head.Project, PlanVersion = version, Moment = moment, Rows = Pack(before.Rows),
    };

    public PlanRows Unpack() => Unpack(Rows);

    public static PlanRows Unpack(byte[] packed)
    {
        using var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<PlanRows>(stream, TandemJson.Options)!;
    }

    public static byte[] Pack(PlanRows rows)
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(stream, rows, TandemJson.Options);
        return packed.ToArray();
    }
}
