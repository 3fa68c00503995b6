using System.Text;
using Tandem.Scheduling;
using Tandem.Scheduling.Files;
using Xunit;

namespace Tandem.Engines.Tests.Scheduling;

public sealed class LargeFileTests
{
    private const int Megabytes = 100;

    [Fact]
    public void A_hundred_megabytes_of_tasks_are_read_as_a_stream_in_less_than_half_a_gigabyte()
    {
        var task = $"<Task><UID>{{0}}</UID><ID>{{0}}</ID><Name>Task {{0}}</Name><Duration>PT8H0M0S</Duration>{string.Concat(Enumerable.Range(0, 40).Select(n => $"<Field{n}>value {n}</Field{n}>"))}</Task>\n";
        using var stream = new Made("<Project xmlns=\"http://schemas.microsoft.com/project\"><StartDate>2026-01-05T08:00:00</StartDate><Tasks>", task, "</Tasks></Project>");
        var plan = Mspdi.Read(stream);
        Assert.InRange(plan.Tasks.Count, 50_000, PlanFileLimitsRows);
        Assert.Contains("<Field39>value 39</Field39>", plan.Tasks[^1].Extra, StringComparison.Ordinal);
        Assert.InRange(stream.MostMemory, 0, 500L << 20);
    }

    [Fact]
    public void A_hundred_megabytes_in_one_value_are_refused_or_kept()
    {
        using var stream = new Made("<Project xmlns=\"http://schemas.microsoft.com/project\"><StartDate>2026-01-05T08:00:00</StartDate><Tasks><Task><UID>1</UID><Name>", "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", "</Name></Task></Tasks></Project>");
        Assert.Equal("name_too_long", Assert.Throws<PlanFileException>(() => Mspdi.Read(stream)).Code);
    }

    private const int PlanFileLimitsRows = 200_000;

    /// <summary>A file made while it is read; notes the most memory in use meanwhile, beyond what was in use before.</summary>
    private sealed class Made(string head, string middle, string tail) : Stream
    {
        private readonly long _before = GC.GetTotalMemory(true);
        private byte[] _part = Encoding.UTF8.GetBytes(head);
        private int _at, _count;
        private long _sent;
        private bool _ended;

        public long MostMemory { get; private set; }
        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _sent; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_at == _part.Length && !Next()) return 0;
            var some = Math.Min(count, _part.Length - _at);
            _part.AsSpan(_at, some).CopyTo(buffer.AsSpan(offset));
            (_at, _sent) = (_at + some, _sent + some);
            return some;
        }

        private bool Next()
        {
            if (_ended) return false;
            if (++_count % 5000 == 0) MostMemory = Math.Max(MostMemory, GC.GetTotalMemory(false) - _before);
            (_ended, _at) = (_sent > (long)Megabytes << 20, 0);
            _part = Encoding.UTF8.GetBytes(_ended ? tail : middle.Replace("{0}", _count.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
            return true;
        }

        public override void Flush() { }
        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
