namespace Tandem.Kernel.Web;

/// <summary>The answer to a POST that carried an Idempotency-Key; given again for 24 hours.</summary>
public sealed class IdempotencyRecord
{
    /// <summary>Hash of actor, path and the caller's key.</summary>
    public string Key { get; init; } = "";

    /// <summary>Hash of the body: the same key with another body is refused.</summary>
    public string BodyHash { get; init; } = "";
    public int? Status { get; set; }
    public string? ContentType { get; set; }
    public string? Location { get; set; }
    public byte[]? Body { get; set; }
    public DateTime At { get; init; }
}
