using Tandem.Metrics.Filters;
using Tandem.Metrics.Time;

namespace Tandem.Metrics.Sql;

/// <summary>
/// The product's dense code and the codes of its event names; a name never sent has none. Nothing at or after <paramref name="Until"/> (microseconds) is read:
/// there stands the product's clock where it is fixed or set back.
/// </summary>
public sealed record ProductEvents(int Product, Func<string, int?> CodeOf, long Until = ProductEvents.NoEnd)
{
    public const long NoEnd = long.MaxValue;
}

/// <summary>
/// The event table with what a plan asked for joined to it: <c>e</c> the events, <c>a</c> the actor (for its person), <c>p</c> the person's row. All properties of an
/// event that the plan asked for are taken out of its JSON in one pass, as the list <c>e.x</c>.
/// Layout: events(product, seq, id, actor, ts, event, props), actors(product, actor, distinct_id, person), persons(product, person, id, created, props).
/// </summary>
public sealed class EventScan(SqlWriter sql, ProductEvents events)
{
    private readonly List<string> _keys = [];
    private bool _withActors, _withPersons;

    public const string Time = "e.ts";

    public string Person
    {
        get
        {
            _withActors = true;
            return "a.person";
        }
    }

    public string Property(Owner owner, string key)
    {
        if (owner == Owner.Event) return $"e.x[{IndexOf(key) + 1}]";
        (_withActors, _withPersons) = (true, true);
        return Dialect.Property(sql, "p.props", key);
    }

    /// <summary>The value that a breakdown groups by: text, "" where absent.</summary>
    public string Value(Breakdown breakdown) => $"coalesce({Property(breakdown.Owner, breakdown.Key)}, '')";

    /// <summary>A condition that is never null.</summary>
    public string Matches(EventMatch match)
    {
        var name = IsNamed(match.Event);
        return match.Filters.Count == 0 ? name : $"({name} AND {All(match.Filters)})";
    }

    public string IsNamed(string? name) => name is null ? "TRUE" : events.CodeOf(name) is { } code ? $"e.event = {code}" : "FALSE";

    public string All(IReadOnlyList<Filter> filters) => filters.Count == 0 ? "TRUE" : string.Join(" AND ", filters.Select(f => $"coalesce({Test(f)}, FALSE)"));

    /// <summary>FROM and WHERE; to be asked last, when every column is known.</summary>
    /// <param name="names">Only events of these names are looked at; null in it: of any.</param>
    public string From(DateRange range, string condition, params IReadOnlyCollection<string?> names)
    {
        var properties = _keys.Count == 0 ? "" : $", {Dialect.Properties(sql, "props", _keys)} AS x";
        var until = Dialect.Time(Math.Min(range.To, events.Until));
        var scan = $"SELECT seq, actor, ts, event, props{properties} FROM events WHERE product = {events.Product} AND ts >= {Dialect.Time(range.From)} AND ts < {until} AND {Named(names)}";
        var actors = _withActors ? $" JOIN actors a ON a.product = {events.Product} AND a.actor = e.actor" : "";
        var persons = _withPersons ? $" LEFT JOIN persons p ON p.product = {events.Product} AND p.person = a.person" : "";
        return $" FROM ({scan}) e{actors}{persons} WHERE {condition}";
    }

    private string Test(Filter filter) => Dialect.Compare(sql, Property(filter.Owner, filter.Key), filter);

    private string Named(IReadOnlyCollection<string?> names)
    {
        if (names.Count == 0 || names.Contains(null)) return "TRUE";
        var codes = names.Select(name => events.CodeOf(name!)).OfType<int>().Distinct().ToList();
        return codes.Count == 0 ? "FALSE" : $"event IN ({string.Join(", ", codes)})";
    }

    private int IndexOf(string key)
    {
        if (!_keys.Contains(key)) _keys.Add(key);
        return _keys.IndexOf(key);
    }
}
