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
/// The event table with what a plan asked for joined to it: <c>e</c> the events, <c>a</c> the actor (for its person), <c>p</c> the person's row.
/// Layout: events(product, seq, id, actor, ts, event, props), actors(product, actor, distinct_id, person), persons(product, person, id, created, props).
/// </summary>
public sealed class EventScan(SqlWriter sql, ProductEvents events)
{
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
        if (owner == Owner.Event) return Dialect.Property(sql, "e.props", key);
        (_withActors, _withPersons) = (true, true);
        return Dialect.Property(sql, "p.props", key);
    }

    /// <summary>The value that a breakdown groups by: text, "" where absent.</summary>
    public string Value(Breakdown breakdown) => $"coalesce({Property(breakdown.Owner, breakdown.Key)}, '')";

    public string Created
    {
        get
        {
            (_withActors, _withPersons) = (true, true);
            return "p.created";
        }
    }

    /// <summary>A condition that is never null.</summary>
    public string Matches(EventMatch match)
    {
        var name = IsNamed(match.Event);
        return match.Filters.Count == 0 ? name : $"({name} AND {string.Join(" AND ", match.Filters.Select(f => $"coalesce({Test(f)}, FALSE)"))})";
    }

    public string IsNamed(string? name) => name is null ? "TRUE" : events.CodeOf(name) is { } code ? $"e.event = {code}" : "FALSE";

    public string Test(Filter filter) => Dialect.Compare(sql, Property(filter.Owner, filter.Key), filter);

    public string All(IReadOnlyList<Filter> filters) => filters.Count == 0 ? "TRUE" : string.Join(" AND ", filters.Select(f => $"coalesce({Test(f)}, FALSE)"));

    /// <summary>FROM and WHERE; to be asked last, when every column is known.</summary>
    public string From(DateRange range, string condition)
    {
        var actors = _withActors ? $" JOIN actors a ON a.product = {events.Product} AND a.actor = e.actor" : "";
        var persons = _withPersons ? $" LEFT JOIN persons p ON p.product = {events.Product} AND p.person = a.person" : "";
        return $" FROM events e{actors}{persons} WHERE e.product = {events.Product} AND e.ts >= {Dialect.Time(range.From)} AND e.ts < {Dialect.Time(Math.Min(range.To, events.Until))} AND {condition}";
    }
}
