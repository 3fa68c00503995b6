namespace Tandem.Insight.Ingest;

/// <summary>Why something that arrived was not stored; the label <c>reason</c> of <c>tandem_ingest_dropped_total</c> and the rows of the live page.</summary>
internal static class DropReasons
{
    public const string NoKey = "no_key";
    public const string WrongKey = "wrong_key";
    public const string TooLarge = "body_too_large";
    public const string UnpackedTooLarge = "unpacked_too_large";
    public const string BadGzip = "bad_gzip";
    public const string NestedGzip = "nested_gzip";
    public const string BadEncoding = "bad_encoding";
    public const string Malformed = "malformed_json";
    public const string TooDeep = "nested_too_deep";
    public const string Empty = "empty_body";
    public const string Shape = "unknown_shape";
    public const string NoName = "no_event_name";
    public const string NoDistinctId = "no_distinct_id";
    public const string EventTooLarge = "event_too_large";
    public const string Bot = "bot";
    public const string ProfileChange = "profile_change_not_supported";
    public const string TooMany = "too_many_events";
    public const string Replay = "replay_not_supported";
    public const string Duplicate = "duplicate";
    public const string LogUnavailable = "log_unavailable";
}

/// <summary>What was stored, but not quite as sent; counted as warnings.</summary>
internal static class Warnings
{
    public const string BadTimestamp = "timestamp_unreadable";
    public const string FutureTimestamp = "timestamp_in_future";
    public const string OldTimestamp = "timestamp_before_1970";
    public const string BadSentAt = "sent_at_unreadable";
    public const string CutText = "text_cut";
}
