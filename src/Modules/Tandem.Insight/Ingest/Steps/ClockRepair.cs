namespace Tandem.Insight.Ingest.Steps;

/// <summary>A time as a client wrote it: absent, readable (microseconds UTC) or not.</summary>
internal readonly record struct SentTime(bool Present, long? Micros)
{
    public static readonly SentTime Absent = new(false, null);
    public static readonly SentTime Unreadable = new(true, null);

    public static SentTime At(long micros) => new(true, micros);

    public bool IsUnreadable => Present && Micros is null;
}

/// <summary>
/// Step: the client's clock may be wrong, but the time between event and sending is right: time = receipt − (sent − event).
/// What is then unreadable, more than 23 hours ahead of receipt or before 1970 becomes the time of receipt, with a warning.
/// (Source: PostHog plugin-server, worker/ingestion/timestamps.)
/// </summary>
internal static class ClockRepair
{
    private const long FutureLimit = 23L * 3600 * 1_000_000;

    /// <param name="received">Microseconds UTC, as all times here.</param>
    /// <param name="offset">Age of the event in microseconds where the client gave no time.</param>
    /// <param name="sent">Absent where repair is off (historical data, <c>$ignore_sent_at</c>).</param>
    public static (long Time, string? Warning) Repair(long received, SentTime happened, SentTime sent, long? offset)
    {
        var warning = sent.IsUnreadable ? Warnings.BadSentAt : null;
        if (!happened.Present) return offset is { } age ? Bounded(received - age, received, warning) : (received, warning);
        if (happened.Micros is not { } time) return (received, Warnings.BadTimestamp);
        if (sent.Micros is { } at) time = received + (time - at);
        return Bounded(time, received, warning);
    }

    private static (long, string?) Bounded(long time, long received, string? warning) =>
        time > received + FutureLimit ? (received, Warnings.FutureTimestamp)
        : time < 0 ? (received, Warnings.OldTimestamp)
        : (time, warning);
}
