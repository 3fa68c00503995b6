using Tandem.Metrics.Retentions;
using Tandem.Metrics.Time;
using Xunit;
using static Tandem.Engines.Tests.Metrics.Questions;

namespace Tandem.Engines.Tests.Metrics;

public sealed class RetentionTests
{
    private static RetentionQuestion Question(string more = "") => RetentionQuestion.Read(Fields(
        $$"""{"period":"day","intervals":5,"last_interval_contains":"2020-06-14T06:00:00Z","target":{"event":"a"},"returning":{"event":"b"}{{more}}}"""), Utc);

    /// <summary>Rows of (person, bucket, target, returning).</summary>
    private static RetentionTally Run(RetentionQuestion question, params (int Person, int Bucket, int Target, int Returning)[] rows)
    {
        var retention = new CalendarRetention(question);
        foreach (var (person, bucket, target, returning) in rows) retention.Add(person, bucket, target, returning, target);
        retention.End();
        return retention.Tally;
    }

    [Fact]
    public void Column_0_is_the_cohort_even_where_nobody_comes_back()
    {
        var matrix = Run(Question(), (1, 0, 1, 0), (1, 2, 0, 1), (2, 0, 2, 0)).Matrix;
        Assert.Equal([2, 0, 1, 0, 0], matrix[0]);
        Assert.Equal([0], matrix[4]);
    }

    [Fact]
    public void Rolling_counts_a_person_up_to_the_last_return() =>
        Assert.Equal([1, 1, 1, 1, 0], Run(Question(",\"rolling\":true"), (1, 0, 1, 0), (1, 1, 0, 1), (1, 3, 0, 1)).Matrix[0]);

    [Fact]
    public void Too_few_occurrences_are_no_return_but_the_cohort_stands() =>
        Assert.Equal([1, 0, 1, 0, 0], Run(Question(",\"minimum_occurrences\":3"), (1, 0, 1, 1), (1, 1, 0, 2), (1, 2, 0, 3)).Matrix[0]);

    [Fact]
    public void Who_began_before_the_range_is_in_no_cohort_of_first_timers() =>
        Assert.All(Run(Question(",\"type\":\"first_time\""), (1, -1, 1, 0), (1, 2, 1, 1), (1, 3, 0, 1)).Matrix, row => Assert.All(row, cell => Assert.Equal(0, cell)));

    [Fact]
    public void Those_who_come_most_often_are_listed_first()
    {
        var question = Question(",\"cohort_index\":1");
        var answer = RetentionAnswer.Of(question, Run(question, (1, 1, 1, 0), (1, 3, 0, 1), (2, 1, 1, 0), (2, 2, 0, 1), (2, 4, 0, 1)), p => $"p{p}");
        Assert.Equal(["p2", "p1"], answer.Order!);
        Assert.Equal([0, 1, 3], answer.Appearances!["p2"]);
    }

    [Fact]
    public void Rows_can_be_followed_beyond_the_range()
    {
        var question = RetentionQuestion.Read(Fields("""{"target":{"event":"a"},"date_from":"2020-06-10","date_to":"2020-06-11","columns":4}"""), Utc);
        Assert.Equal((2, 5, "2020-06-14"), (question.Rows, question.Buckets.Count, question.Buckets.Label(4)));
        Assert.All(Run(question).Matrix, row => Assert.Equal(4, row.Length));
    }

    [Fact]
    public void A_day_of_24_hours_begins_at_the_full_hour_of_the_first_event()
    {
        var retention = new WindowRetention(Question(",\"mode\":\"rolling_24h_hour_floor\""));
        var start = retention.Tally.Matrix.Length > 0 ? ZoneTable.ToMicros(new DateTime(2020, 6, 10, 10, 50, 0, DateTimeKind.Utc)) : 0;
        retention.Add(1, start, 1);
        retention.Add(1, start + 23 * ZoneTable.Hour + 10 * 60 * ZoneTable.Second, 2); // 24 hours after 10:00
        retention.Add(2, start, 1);
        retention.Add(2, start + 23 * ZoneTable.Hour, 2);
        retention.Add(3, start, 1);
        retention.End();
        Assert.Equal([1, 0, null], new[] { 1, 2, 3 }.Select(p => retention.ReturnedOn[p]));
    }
}
