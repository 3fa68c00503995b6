using Tandem.Metrics.Time;

namespace Tandem.Metrics.Sessions;

/// <summary>Cuts each person's events into sessions, fed with the plan's rows.</summary>
public sealed class SessionTally(SessionQuestion question)
{
    private readonly List<(long Start, long End, int Events)> _sessions = [];
    private readonly Dictionary<string, int> _byClient = [];
    private int _person = -1, _open = -1;
    private string _campaign = "";

    public void Add(int person, long time, string clientSession, string campaign)
    {
        if (person != _person)
        {
            (_person, _open, _campaign) = (person, -1, campaign);
            _byClient.Clear();
        }
        var at = clientSession.Length > 0 ? Of(clientSession, time) : Derived(time, campaign);
        _sessions[at] = (_sessions[at].Start, Math.Max(_sessions[at].End, time), _sessions[at].Events + 1);
        if (campaign.Length > 0) _campaign = campaign;
    }

    public SessionAnswer Answer()
    {
        var ordered = _sessions.OrderBy(s => s.Start).ToList();
        var listed = ordered.Take(SessionQuestion.MostListed).ToList();
        return new(ordered.Count, [.. listed.Select(s => s.Events)], [.. listed.Select(s => Seconds(s.End - s.Start))],
            ordered.Count == 0 ? null : ordered.Average(s => Seconds(s.End - s.Start)));
    }

    private int Of(string clientSession, long time)
    {
        if (!_byClient.TryGetValue(clientSession, out var at)) _byClient[clientSession] = at = Begin(time);
        return at;
    }

    private int Derived(long time, string campaign)
    {
        if (_open < 0 || Ends(_sessions[_open], time, campaign)) _open = Begin(time);
        return _open;
    }

    private bool Ends((long Start, long End, int Events) session, long time, string campaign) =>
        time - session.End > question.Timeout || time - session.Start > question.Longest
        || (question.AfterMidnight && ZoneTable.ToInstant(time).InZone(question.Zone).Date != ZoneTable.ToInstant(session.End).InZone(question.Zone).Date)
        || (question.OnCampaign && campaign.Length > 0 && campaign != _campaign);

    private int Begin(long time)
    {
        _sessions.Add((time, time, 0));
        return _sessions.Count - 1;
    }

    private static decimal Seconds(long micros) => micros / (decimal)ZoneTable.Second;
}
