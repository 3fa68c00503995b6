namespace Tandem.Insight.Identity;

/// <summary>The groups (companies, teams…) of one product, by type and key.</summary>
internal sealed class GroupBook
{
    private readonly Dictionary<(string Type, string Key), Group> _groups = [];
    private readonly HashSet<(string Type, string Key)> _changed = [];

    internal sealed record Group(long Created, string Properties, bool Stored);

    public IEnumerable<((string Type, string Key) Id, Group Group)> Changed => _changed.Select(id => (id, _groups[id]));

    public void Restore(string type, string key, long created, string properties) => _groups[(type, key)] = new Group(created, properties, true);

    /// <summary>A <c>$groupidentify</c> at this time.</summary>
    public void Identify(string type, string key, long time, string? set)
    {
        var before = _groups.GetValueOrDefault((type, key));
        var after = before is null ? new Group(time, PropertyBag.Apply(PropertyBag.Empty, set, null, null), false)
            : before with { Created = Math.Min(before.Created, time), Properties = PropertyBag.Apply(before.Properties, set, null, null) };
        if (after == before) return;
        _groups[(type, key)] = after;
        _changed.Add((type, key));
    }

    public void Committed()
    {
        foreach (var id in _changed) _groups[id] = _groups[id] with { Stored = true };
        _changed.Clear();
    }
}
