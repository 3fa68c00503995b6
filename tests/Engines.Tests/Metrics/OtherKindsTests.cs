using CsCheck;
using Tandem.Metrics.Funnels;
using Tandem.Metrics.Lifecycles;
using Tandem.Metrics.Sessions;
using Tandem.Metrics.Time;
using Tandem.Metrics.Trends;
using Xunit;
using static Tandem.Engines.Tests.Metrics.Questions;

namespace Tandem.Engines.Tests.Metrics;

public sealed class OtherKindsTests
{
    [Fact]
    public void Rolling_persons_are_those_of_a_union_of_days() => Gen.Select(Gen.Int[1, 9], Gen.Select(Gen.Int[0, 5], Gen.Int[0, 30]).Array[0, 40]).Sample((window, visits) =>
    {
        var rolling = new RollingPersons(31, window);
        foreach (var (person, day) in visits.Distinct().Order()) rolling.Add(person, day);
        var byDay = rolling.ByDay();
        for (var day = 0; day < 31; day++)
            Assert.Equal(visits.Where(v => v.Item2 <= day && v.Item2 > day - window).Select(v => v.Item1).Distinct().Count(), byDay[day]);
    });

    [Fact]
    public void Bins_of_conversion_times_start_at_the_shortest_and_end_at_the_longest()
    {
        var answer = TimeToConvertAnswer.Of([3600 * ZoneTable.Second, 2220 * ZoneTable.Second, 82800 * ZoneTable.Second], null);
        Assert.Equal([[2220m, 2], [42510, 0], [82800, 1]], answer.Bins);
        Assert.Equal(5, TimeToConvertAnswer.Of([ZoneTable.Second, 9 * ZoneTable.Second], 4).Bins.Count);
        Assert.Empty(TimeToConvertAnswer.Of([], null).Bins);
    }

    [Fact]
    public void A_lifecycle_names_each_period_of_a_person()
    {
        var question = LifecycleQuestion.Read(Fields("""{"event":"a","interval":"day","date_from":"2020-01-09","date_to":"2020-01-13"}"""), Utc);
        var tally = new LifecycleTally(question);
        var created = question.Buckets.Start(0) + 5;
        foreach (var bucket in new[] { 0, 1, 3 }) tally.Add("1", bucket, created);
        tally.Add("2", -1, created - 9 * ZoneTable.Day);
        tally.End();
        Assert.Equal([1, 0, 0, 0, 0], tally.Answer.New);
        Assert.Equal([0, 1, 0, 0, 0], tally.Answer.Returning);
        Assert.Equal([0, 0, 0, 1, 0], tally.Answer.Resurrecting);
        Assert.Equal([-1, 0, -1, 0, -1], tally.Answer.Dormant);
    }

    [Fact]
    public void A_session_ends_after_30_minutes_or_a_day_and_a_client_s_own_id_wins()
    {
        var tally = new SessionTally(SessionQuestion.Read(Fields("{}"), Utc));
        foreach (var minute in new[] { 0, 30, 61, 90 }) tally.Add(1, minute * 60 * ZoneTable.Second, "", "");
        tally.Add(2, 0, "s", "");
        tally.Add(2, 300 * 60 * ZoneTable.Second, "s", "");
        for (var minute = 0; minute <= 1500; minute += 30) tally.Add(3, minute * 60 * ZoneTable.Second, "", "");
        var answer = tally.Answer(person => $"p{person}");
        Assert.Equal(5, answer.Sessions);
        Assert.Equal(["p1", "p2", "p3", "p1", "p3"], answer.Persons);
        Assert.Equal(DateTime.UnixEpoch.AddMinutes(61), answer.Starts[3]);
    }

    [Theory]
    [InlineData("""{"interval":"x'); DROP TABLE events; --","date_from":"2025-02-02","date_to":"2025-02-02","series":[{"event":"good"}]}""", "interval", "not_one_of")]
    [InlineData("""{"interval":"hour","date_from":"0001-01-01","date_to":"9999-12-31","series":[{"event":"good"}]}""", "date_from", "out_of_range")]
    [InlineData("""{"interval":"hour","date_from":"1990-01-01","date_to":"2020-12-31","series":[{"event":"good"}]}""", "interval", "too_many_intervals")]
    [InlineData("""{"date_from":"2025-02-02","date_to":"2025-02-02","series":[]}""", "series", "required")]
    [InlineData("""{"date_from":"2025-02-02","date_to":"2025-02-02","series":[{"event":"a","math":"sum"}]}""", "series[0].math_property", "required")]
    [InlineData("""{"date_from":"2025-02-02","date_to":"2025-02-02","series":[{"event":"a","math":"sums"}]}""", "series[0].math", "not_one_of")]
    [InlineData("""{"date_from":"2025-02-02","date_to":"2025-02-02","series":[{"event":7}]}""", "series[0].event", "not_text")]
    [InlineData("""{"date_from":"2025-02-02","date_to":"2025-02-02","series":[{"event":"a","filters":[{"key":"k","op":"like","value":"v"}]}]}""", "series[0].filters[0].op", "not_one_of")]
    [InlineData("""{"date_from":"2025-02-02","date_to":"2025-02-02","series":[{"event":"a"}],"compare":"later"}""", "compare", "not_an_offset")]
    public void A_wrong_trend_is_refused_by_field(string json, string field, string code)
    {
        var wrong = Refused(() => TrendsQuestion.Read(Fields(json), Utc));
        Assert.Equal((field, code), (wrong.Field, wrong.Code));
    }
}
