using Tandem.Insight.Ingest.Records;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Insight.Ingest.Families.PostHog;

/// <summary>An event while it is being read: what stands at its top and what in its properties is put together at the end.</summary>
internal struct PostHogEvent
{
    public RawEvent Raw;
    public ReadOnlyMemory<byte> Set;
    public ReadOnlyMemory<byte> SetOnce;

    /// <summary>The properties themselves have <c>$set</c>.</summary>
    public bool HasSet;
    public bool HasSetOnce;

    public RawEvent Finish()
    {
        if (!Set.IsEmpty && !HasSet) Raw.Properties = JsonSlices.Prepend(Raw.Properties, "$set"u8, Set.Span);
        if (!SetOnce.IsEmpty && !HasSetOnce) Raw.Properties = JsonSlices.Prepend(Raw.Properties, "$set_once"u8, SetOnce.Span);
        var sets = HasSet || HasSetOnce || !Set.IsEmpty || !SetOnce.IsEmpty;
        if (sets) Raw.Marks |= EventMarks.SetsPerson;
        // the old /engage call has no event name
        if (sets && Raw.Name.IsEmpty) Raw.Name = "$set"u8.ToArray();
        return Raw;
    }
}
