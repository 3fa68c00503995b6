namespace Tandem.Metrics.Paths;

/// <summary>Follows each person from node to node, fed with the plan's rows.</summary>
public sealed class PathTally(PathQuestion question)
{
    private readonly Dictionary<(string Source, string Target), (int Persons, long Sum, long Count, int Last)> _links = [];
    private readonly List<(long Time, string Name)> _path = [];
    private int _person = -1;

    public void Add(int person, long time, string name)
    {
        if (person != _person || (_path.Count > 0 && time - _path[^1].Time > PathQuestion.Pause)) End();
        _person = person;
        if (_path.Count > 0 && _path[^1].Name == name) return; // staying is no step
        _path.Add((time, name));
    }

    /// <summary>Ends the path in hand; to be called once more after the last row.</summary>
    public void End()
    {
        var path = Cut();
        for (var i = 1; i < path.Count; i++)
        {
            var key = ($"{i}_{path[i - 1].Name}", $"{i + 1}_{path[i].Name}");
            var link = _links.GetValueOrDefault(key, (0, 0, 0, -1));
            _links[key] = (link.Persons + (link.Last == _person ? 0 : 1), link.Sum + path[i].Time - path[i - 1].Time, link.Count + 1, _person);
        }
        _path.Clear();
    }

    public PathAnswer Answer() => new(
        [.. _links.OrderByDescending(l => l.Value.Persons).ThenBy(l => l.Key.Source, StringComparer.Ordinal).ThenBy(l => l.Key.Target, StringComparer.Ordinal)
            .Take(question.EdgeLimit).Select(l => new object[] { l.Key.Source, l.Key.Target, l.Value.Persons, l.Value.Sum / 1000m / l.Value.Count })],
        ["source", "target", "persons", "avg_ms"]);

    /// <summary>From the start point and up to the end point where they are given, at most the limit of steps (the last ones before an end point).</summary>
    private List<(long Time, string Name)> Cut()
    {
        var (from, to) = (0, _path.Count);
        if (question.Start is { } start) from = _path.FindIndex(n => n.Name == start);
        if (question.End is { } end) to = _path.FindIndex(n => n.Name == end) + 1;
        if (from < 0 || to <= from) return [];
        return question.End is not null && question.Start is null ? _path[Math.Max(from, to - question.StepLimit)..to] : _path[from..Math.Min(to, from + question.StepLimit)];
    }
}
