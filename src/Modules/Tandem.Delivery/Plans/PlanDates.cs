using Tandem.Scheduling;

namespace Tandem.Delivery.Plans;

/// <summary>
/// The dates of a plan in one compact value: what lists over many projects read, without the plan's rows. Format 1: the byte 1, the epoch in minutes, then per item
/// its number, start, length and float + 1 (0: none), with bit 0 of the length for critical; all variable-length.
/// </summary>
internal static class PlanDates
{
    private const byte Format = 1;

    public static byte[] Write(PlanSnapshot plan)
    {
        using var stream = new MemoryStream(plan.Count * 9 + 16);
        using var writer = new BinaryWriter(stream);
        var epoch = plan.Head.Start.Date;
        writer.Write(Format);
        writer.Write(epoch.Ticks);
        writer.Write7BitEncodedInt(plan.Count);
        foreach (var row in plan.Schedule.Rows)
        {
            writer.Write7BitEncodedInt(row.Key);
            writer.Write7BitEncodedInt64(ZigZag((row.Start.Ticks - epoch.Ticks) / TimeSpan.TicksPerMinute));
            writer.Write7BitEncodedInt64(ZigZag((row.Finish.Ticks - row.Start.Ticks) / TimeSpan.TicksPerMinute) << 1 | (row.Critical ? 1L : 0));
            writer.Write7BitEncodedInt64(row.TotalFloat is { } total ? ZigZag(total) + 1 : 0);
        }
        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>By item number.</summary>
    public static Dictionary<int, ItemDates> Read(byte[] bytes)
    {
        if (bytes.Length == 0) return [];
        using var reader = new BinaryReader(new MemoryStream(bytes));
        if (reader.ReadByte() is not Format and var format) throw new InvalidDataException($"Plan dates of format {format} are not known.");
        var epoch = new DateTime(reader.ReadInt64());
        var count = reader.Read7BitEncodedInt();
        var all = new Dictionary<int, ItemDates>(count);
        for (var i = 0; i < count; i++)
        {
            var number = reader.Read7BitEncodedInt();
            var start = epoch.AddMinutes(Back(reader.Read7BitEncodedInt64()));
            var length = reader.Read7BitEncodedInt64();
            var total = reader.Read7BitEncodedInt64();
            all[number] = new ItemDates(start, start.AddMinutes(Back(length >> 1)), total == 0 ? null : Back(total - 1), (length & 1) == 1);
        }
        return all;
    }

    private static long ZigZag(long value) => value << 1 ^ value >> 63;

    private static long Back(long value) => (long)((ulong)value >> 1) ^ -(value & 1);
}

/// <summary>Computed dates of one item; float in working minutes.</summary>
internal sealed record ItemDates(DateTime Start, DateTime Finish, long? TotalFloat, bool Critical);
