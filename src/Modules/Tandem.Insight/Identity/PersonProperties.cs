using Tandem.Insight.Events;

namespace Tandem.Insight.Identity;

/// <summary>Properties of the persons that the loader is at work on: what was set since the last commit, before that what the store holds.</summary>
internal sealed class PersonProperties(int product, IEventWriter store)
{
    private const int Remembered = 20_000;

    private readonly Dictionary<int, string> _known = [];
    private readonly HashSet<int> _written = [];

    public string Of(int person, PersonState state)
    {
        if (!state.HasProperties && !_written.Contains(person)) return PropertyBag.Empty;
        if (!_known.ContainsKey(person)) Fetch([person]);
        return _known.GetValueOrDefault(person, PropertyBag.Empty);
    }

    public void Set(int person, string properties)
    {
        _known[person] = properties;
        _written.Add(person);
    }

    /// <summary>The new text where it changed since the last commit, else null.</summary>
    public string? Written(int person) => _written.Contains(person) ? _known[person] : null;

    /// <summary>Reads many at once, before they are asked for one by one.</summary>
    public void Fetch(IReadOnlyCollection<int> persons)
    {
        var missing = persons.Where(p => !_known.ContainsKey(p)).ToList();
        if (missing.Count == 0) return;
        store.Query(new SqlText($"SELECT person, props FROM persons WHERE product = $1 AND person IN ({string.Join(',', missing)})", product), rows =>
        {
            var person = rows.Int32(0);
            for (var i = 0; i < rows.Count; i++) _known[person[i]] = rows.Text(1, i)!;
        });
    }

    public void Committed()
    {
        _written.Clear();
        if (_known.Count > Remembered) _known.Clear();
    }
}
