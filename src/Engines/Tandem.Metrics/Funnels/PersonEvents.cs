using System.Runtime.InteropServices;

namespace Tandem.Metrics.Funnels;

/// <summary>Gathers the rows of a funnel, which come ordered by person, and hands over each person's events as a whole.</summary>
public sealed class PersonEvents(Action<PersonEvents> onPerson)
{
    private readonly List<StepEvent> _events = [];
    private readonly List<string> _values = [];

    public int Person { get; private set; } = -1;

    public ReadOnlySpan<StepEvent> Events => CollectionsMarshal.AsSpan(_events);

    /// <summary>Value of the breakdown of each event; empty without a breakdown.</summary>
    public IReadOnlyList<string> Values => _values;

    public void Add(int person, long time, int mask, string? value)
    {
        if (person != Person) End();
        Person = person;
        _events.Add(new(time, mask));
        if (value is not null) _values.Add(value);
    }

    /// <summary>To be called once after the last row.</summary>
    public void End()
    {
        if (_events.Count > 0) onPerson(this);
        _events.Clear();
        _values.Clear();
    }
}
