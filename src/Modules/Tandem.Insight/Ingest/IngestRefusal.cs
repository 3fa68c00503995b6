namespace Tandem.Insight.Ingest;

/// <summary>A whole request that is not taken: the reason is counted, the status tells the client whether to try again.</summary>
internal sealed class IngestRefusal(int status, string reason) : Exception(reason)
{
    public int Status { get; } = status;
    public string Reason { get; } = reason;
}
