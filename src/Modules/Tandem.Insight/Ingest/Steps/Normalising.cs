using System.Text;
using Tandem.Contracts.Ids;
using Tandem.Insight.Ingest.Records;

namespace Tandem.Insight.Ingest.Steps;

/// <summary>Last step: repairs the clock, holds texts to their limits and writes the event into the record. What can't be an event is dropped alone.</summary>
internal sealed class Normalising(IngestCounters counters)
{
    private const int LongestText = 400;
    private const int LargestProperties = 1 << 20;

    /// <summary>Why the event is not taken; null where it was written.</summary>
    public string? Write(EventsRecord record, ProductId product, ParsedRequest request, in RawEvent raw, long received)
    {
        if (raw.Refused is not null) return raw.Refused;
        if (raw.Name.IsEmpty) return DropReasons.NoName;
        if (raw.DistinctId.IsEmpty) return DropReasons.NoDistinctId;
        if (raw.Properties.Length > LargestProperties) return DropReasons.EventTooLarge;
        var sent = request.Historical || raw.IgnoreSent ? SentTime.Absent : request.Sent;
        var (time, warning) = ClockRepair.Repair(received, raw.Happened, sent, raw.Offset);
        if (warning is not null) counters.Warned(product, warning, Encoding.UTF8.GetString(raw.Name.Span));
        record.Add(new LoggedEvent
        {
            Id = raw.Id ?? record.FreshId(),
            Time = time,
            Marks = raw.Marks | MarksOf(raw.Name.Span),
            Name = Cut(product, raw.Name.Span),
            DistinctId = Cut(product, raw.DistinctId.Span),
            Properties = raw.Properties.IsEmpty ? "{}"u8 : raw.Properties.Span,
        });
        return null;
    }

    private static EventMarks MarksOf(ReadOnlySpan<byte> name) =>
        name[0] == '$' && (name.SequenceEqual("$identify"u8) || name.SequenceEqual("$create_alias"u8) || name.SequenceEqual("$merge_dangerously"u8) || name.SequenceEqual("$groupidentify"u8))
            ? EventMarks.Identity : EventMarks.None;

    private ReadOnlySpan<byte> Cut(ProductId product, ReadOnlySpan<byte> text)
    {
        if (text.Length <= LongestText) return text;
        counters.Warned(product, Warnings.CutText);
        var end = LongestText;
        while (end > 0 && (text[end] & 0xC0) == 0x80) end--;
        return text[..end];
    }
}
