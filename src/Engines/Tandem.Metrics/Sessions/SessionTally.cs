using Tandem.Metrics.Time;

namespace Tandem.Metrics.Sessions;

/// <summary>Cuts each person's events into sessions, fed with the plan's rows.</summary>
public sealed class SessionTally(SessionQuestion question)
{
    private readonly List<(long Start, long End, int Events, int Person)> _sessions = [];
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
        _sessions[at] = _sessions[at] with { End = Math.Max(_sessions[at].End, time), Events = _sessions[at].Events + 1 };
        if (campaign.Length > 0) _campaign = campaign;
    }

    /// <summary>Persons whose names the answer needs.</summary>
    public IReadOnlyCollection<int> People => Listed().Select(s => s.Person).ToHashSet();

    public SessionAnswer Answer(Func<int, string>? nameOf = null)
    {
        var listed = Listed().ToList();
        return new(_sessions.Count, [.. listed.Select(s => s.Events)], [.. listed.Select(s => Seconds(s.End - s.Start))],
            _sessions.Count == 0 ? null : _sessions.Average(s => Seconds(s.End - s.Start)),
            [.. listed.Select(s => DateTime.SpecifyKind(ZoneTable.ToDateTime(s.Start), DateTimeKind.Utc))], nameOf is null ? null : [.. listed.Select(s => nameOf(s.Person))]);
    }

    private IEnumerable<(long Start, long End, int Events, int Person)> Listed() => _sessions.OrderBy(s => s.Start).Take(SessionQuestion.MostListed);

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

    private bool Ends((long Start, long End, int Events, int Person) session, long time, string campaign) =>
        time - session.End > question.Timeout || time - session.Start > question.Longest
        || (question.AfterMidnight && ZoneTable.ToInstant(time).InZone(question.Zone).Date != ZoneTable.ToInstant(session.End).InZone(question.Zone).Date)
        || (question.OnCampaign && campaign.Length > 0 && campaign != _campaign);

    private int Begin(long time)
    {
        _sessions.Add((time, time, 0, _person));
        return _sessions.Count - 1;
    }

    private static decimal Seconds(long micros) => micros / (decimal)ZoneTable.Second;
}
