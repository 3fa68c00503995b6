using System.Globalization;

namespace Tandem.Insight.Ingest.Log;

/// <summary>The segment files of a log folder, named by their number.</summary>
internal sealed class LogSegments(string folder)
{
    public string PathOf(long number) => Path.Combine(folder, number.ToString("D12", CultureInfo.InvariantCulture) + ".log");

    public IReadOnlyList<long> Numbers()
    {
        Directory.CreateDirectory(folder);
        return [.. Directory.EnumerateFiles(folder, "*.log").Select(Number).OfType<long>().Order()];
    }

    /// <summary>Removes segments that are loaded as a whole.</summary>
    public void RemoveBefore(long number)
    {
        foreach (var old in Numbers().TakeWhile(n => n < number)) File.Delete(PathOf(old));
    }

    /// <summary>Cuts what a crash left half-written and returns the end of the last whole record. Only the newest segment may have such a tail.</summary>
    /// <exception cref="InvalidDataException">An older segment is damaged: acknowledged events would be lost in silence.</exception>
    public LogPosition Repair(LogPosition loaded)
    {
        var numbers = Numbers();
        var end = loaded;
        foreach (var number in numbers.Where(n => n >= loaded.Segment))
        {
            var whole = WholeLength(number, number == loaded.Segment ? loaded.Offset : 0);
            var length = new FileInfo(PathOf(number)).Length;
            if (whole < length)
            {
                if (number != numbers[^1]) throw new InvalidDataException($"Segment {PathOf(number)} of the ingest log is damaged at byte {whole}.");
                using var file = new FileStream(PathOf(number), FileMode.Open, FileAccess.Write);
                file.SetLength(whole);
            }
            end = new LogPosition(number, whole);
        }
        return end;
    }

    private long WholeLength(long number, long from)
    {
        using var reader = new SegmentReader(PathOf(number));
        var length = reader.Length;
        while (from < length && reader.Next(from, length) is { Length: > 0 } frame) from += frame.Length;
        return Math.Min(from, length);
    }

    private static long? Number(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
