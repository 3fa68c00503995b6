using Tandem.Insight.Ingest.Log;

namespace Tandem.Storage.Tests;

public sealed class IngestLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tandem-log-").FullName;

    [Fact]
    public async Task What_was_appended_is_read_back_in_order()
    {
        using var log = new IngestLog(_folder, default);
        var frames = Enumerable.Range(1, 500).Select(n => Frame(n, n * 7 % 3000 + 1)).ToList();
        await Task.WhenAll(frames.Select(frame => log.AppendAsync(frame)));
        Assert.Equal(Enumerable.Range(1, 500), Read(log));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(40)]
    public async Task A_torn_tail_is_cut_and_all_before_it_stays(int cut)
    {
        await WriteAsync(3);
        var file = Directory.GetFiles(_folder).Where(f => new FileInfo(f).Length > 0).Max()!;
        using (var stream = new FileStream(file, FileMode.Open)) stream.SetLength(stream.Length - cut);
        using var log = new IngestLog(_folder, default);
        Assert.Equal([1, 2], Read(log));
        await log.AppendAsync(Frame(9, 50));
        Assert.Equal([1, 2, 9], Read(log));
    }

    [Fact]
    public async Task A_damaged_byte_in_the_last_record_cuts_it()
    {
        await WriteAsync(3);
        var file = Directory.GetFiles(_folder).Where(f => new FileInfo(f).Length > 0).Max()!;
        var bytes = await File.ReadAllBytesAsync(file);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(file, bytes);
        using var log = new IngestLog(_folder, default);
        Assert.Equal([1, 2], Read(log));
    }

    [Fact]
    public async Task Damage_in_an_older_segment_is_refused_not_skipped()
    {
        await WriteAsync(2);
        await WriteAsync(2);
        var oldest = Directory.GetFiles(_folder).Where(f => new FileInfo(f).Length > 0).Min()!;
        using (var stream = new FileStream(oldest, FileMode.Open)) stream.SetLength(stream.Length - 1);
        Assert.Throws<InvalidDataException>(() => new IngestLog(_folder, default));
    }

    [Fact]
    public async Task Loaded_segments_go_away()
    {
        await WriteAsync(2);
        await WriteAsync(2);
        using var log = new IngestLog(_folder, default);
        log.RemoveBefore(log.Durable);
        Assert.Single(Directory.GetFiles(_folder));
    }

    private async Task WriteAsync(int records)
    {
        using var log = new IngestLog(_folder, default);
        for (var n = 1; n <= records; n++) await log.AppendAsync(Frame(n, 50));
    }

    private static ReadOnlyMemory<byte> Frame(int number, int size)
    {
        var frame = new byte[RecordFrame.HeaderSize + 4 + size];
        BitConverter.TryWriteBytes(frame.AsSpan(RecordFrame.HeaderSize), number);
        RecordFrame.Seal(frame);
        return frame;
    }

    private static List<int> Read(IngestLog log)
    {
        var found = new List<int>();
        using var reader = log.Read(default);
        while (reader.Next(log.Durable) is { IsEmpty: false } payload) found.Add(BitConverter.ToInt32(payload));
        return found;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
