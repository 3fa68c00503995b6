using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using Tandem.Insight.Ingest;
using Tandem.Insight.Ingest.Steps;

namespace Tandem.Storage.Tests;

public sealed class TimeTests
{
    private static readonly long Now = Micros("2026-01-10T12:00:00Z");

    [Fact]
    public void The_shown_cases_hold()
    {
        foreach (var shown in JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "timestamp.json")))!["cases"]!.AsArray())
        {
            var input = shown!["input"]!;
            var sent = (string?)input["sent_at"] is { } at ? Time(at) : SentTime.Absent;
            Assert.Equal(Micros((string)shown["expect"]!["timestamp"]!), ClockRepair.Repair(Micros((string)input["now"]!), Time((string)input["timestamp"]!), sent, null).Time);
        }
    }

    [Theory]
    [InlineData("nonsense", Warnings.BadTimestamp)]
    [InlineData("99999-01-01T00:00:00Z", Warnings.BadTimestamp)]
    [InlineData("2026-01-11T11:00:01Z", Warnings.FutureTimestamp)]
    [InlineData("1969-12-31T23:59:59Z", Warnings.OldTimestamp)]
    public void A_time_that_cannot_be_becomes_the_time_of_receipt_with_a_warning(string time, string warning) =>
        Assert.Equal((Now, warning), ClockRepair.Repair(Now, Time(time), SentTime.Absent, null));

    [Fact]
    public void Up_to_23_hours_ahead_a_time_stays() =>
        Assert.Equal((Micros("2026-01-11T11:00:00Z"), null), ClockRepair.Repair(Now, Time("2026-01-11T11:00:00Z"), SentTime.Absent, null));

    [Fact]
    public void An_offset_counts_back_from_receipt() =>
        Assert.Equal((Now - 150_000, null), ClockRepair.Repair(Now, SentTime.Absent, SentTime.Absent, 150_000));

    [Fact]
    public void An_unreadable_sent_at_leaves_the_time_and_warns() =>
        Assert.Equal((Micros("2026-01-10T11:00:00Z"), Warnings.BadSentAt), ClockRepair.Repair(Now, Time("2026-01-10T11:00:00Z"), SentTime.Unreadable, null));

    [Theory]
    [InlineData("2021-10-29")]
    [InlineData("2021-10-29 00:00:00")]
    [InlineData("2021-10-29 00:00:00.000000")]
    [InlineData("2021-10-29T00:00:00.000Z")]
    [InlineData("2021-10-29 00:00:00+00:00")]
    [InlineData("2021-10-29T00:00:00.000-00:00")]
    [InlineData("2021-10-29T08:00:00+0800")]
    [InlineData("2021-10-28T18:30:00-05:30")]
    [InlineData("2021-W43-5")]
    [InlineData("2021-302")]
    public void All_usual_forms_of_a_time_are_read(string text) => Assert.Equal(Micros("2021-10-29T00:00:00Z"), Time(text).Micros);

    [Fact]
    public void Every_moment_is_read_back_from_its_iso_text() => Gen.Long[0, DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks].Sample(ticks =>
    {
        var moment = DateTime.UnixEpoch.AddTicks(ticks / 10 * 10);
        return Time(moment.ToString("O", CultureInfo.InvariantCulture)).Micros == (moment - DateTime.UnixEpoch).Ticks / 10;
    });

    [Fact]
    public void No_text_makes_the_reader_fail() => Gen.String[Gen.Char["0123456789-:TZW+. "], 0, 32].Sample(text => { Time(text); });

    private static SentTime Time(string text) => Moments.TryRead(Encoding.UTF8.GetBytes(text), out var micros) ? SentTime.At(micros) : SentTime.Unreadable;

    private static long Micros(string iso) => Intake.Micros(DateTimeOffset.Parse(iso, CultureInfo.InvariantCulture));
}
