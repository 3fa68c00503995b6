using System.Text.Json;
using NodaTime;
using Tandem.Metrics.Asking;
using Tandem.Metrics.Funnels;
using Tandem.Metrics.Time;
using Xunit;

namespace Tandem.Engines.Tests.Metrics;

/// <summary>Short ways to write questions and journeys in tests. Steps are letters; a journey is "A0 B5 x7": step and minute.</summary>
internal static class Questions
{
    public static readonly DateTimeZone Utc = DateTimeZone.Utc;

    public static Fields Fields(string json) => new(JsonDocument.Parse(json).RootElement);

    public static FunnelQuestion Funnel(string steps, int windowMinutes, string order = "ordered", string? exclusion = null) => FunnelQuestion.Read(Fields($$"""
        {"steps":[{{string.Join(',', steps.Select(s => $$"""{"event":"{{s}}"}"""))}}],"order":"{{order}}","window":{"value":{{windowMinutes}},"unit":"minute"},
         "date_from":"2021-05-01","date_to":"2021-05-14"{{(exclusion is null ? "" : $",\"exclusions\":[{exclusion}]")}}}
        """), Utc);

    public static Reached Run(FunnelQuestion question, string journey)
    {
        var events = journey.Split(' ').Select(e => new StepEvent(int.Parse(e[1..], System.Globalization.CultureInfo.InvariantCulture) * 60 * ZoneTable.Second, MaskOf(question, e[..1]))).ToArray();
        return Journey.For(question).Of(events);
    }

    public static int MaskOf(FunnelQuestion question, string name)
    {
        var names = question.Steps.Concat(question.Exclusions.Select(x => x.Match)).Select(m => m.Event).ToList();
        return Enumerable.Range(0, names.Count).Where(i => names[i] == name).Sum(i => 1 << i);
    }

    public static QuestionException Refused(Action read) => Assert.Throws<QuestionException>(read);
}
