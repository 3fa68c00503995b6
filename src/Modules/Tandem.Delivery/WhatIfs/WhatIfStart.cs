using System.IO.Compression;
using System.Text.Json;
using Tandem.Delivery.Plans;
using Tandem.Delivery.Risks;
using Tandem.Kernel.Web;

namespace Tandem.Delivery.WhatIfs;

/// <summary>What a copy began as, by which what was done in it since is told: its plan, risks and estimates.</summary>
internal sealed record WhatIfStart(PlanRows Plan, IReadOnlyList<Risk> Risks, IReadOnlyList<Estimate> Estimates)
{
    /// <summary>As JSON, Brotli.</summary>
    public byte[] Pack()
    {
        using var packed = new MemoryStream();
        using (var stream = new BrotliStream(packed, CompressionLevel.Fastest)) JsonSerializer.Serialize(stream, this, TandemJson.Options);
        return packed.ToArray();
    }

    public static WhatIfStart Unpack(byte[] packed)
    {
        using var stream = new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
        return JsonSerializer.Deserialize<WhatIfStart>(stream, TandemJson.Options)!;
    }
}
