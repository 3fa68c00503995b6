using System.Text;

namespace Tandem.Insight.Identity;

/// <summary>
/// The distinct ids and persons of one product, in memory: dense codes (actors), the person each belongs to, and what changed since the last commit.
/// A distinct id starts as a person of its own, with its own number; a merge moves all distinct ids of one person to another.
/// </summary>
internal sealed class ProductPeople
{
    private readonly Dictionary<string, int> _actors = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private readonly List<int> _person = [0];
    private readonly List<int> _next = [0];
    private readonly List<PersonState> _states = [default];
    private readonly List<string> _new = [];
    private readonly HashSet<int> _moved = [];
    private readonly HashSet<int> _changed = [];
    private readonly HashSet<int> _removed = [];

    public ProductPeople() => _byText = _actors.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Distinct ids not yet stored; their codes are the last ones.</summary>
    public IReadOnlyList<string> New => _new;
    public int FirstNew => _person.Count - _new.Count;
    public IReadOnlySet<int> Moved => _moved;
    public IReadOnlySet<int> Changed => _changed;

    /// <summary>Stored persons merged into others.</summary>
    public IReadOnlySet<int> Removed => _removed;

    /// <summary>The code of a distinct id, made where it is new.</summary>
    public int Actor(ReadOnlySpan<byte> utf8)
    {
        Span<char> room = stackalloc char[512];
        ReadOnlySpan<char> text = utf8.Length <= room.Length ? room[..Encoding.UTF8.GetChars(utf8, room)] : Encoding.UTF8.GetString(utf8);
        if (_byText.TryGetValue(text, out var actor)) return actor;
        var made = text.ToString();
        _new.Add(made);
        return Add(made);
    }

    public int PersonOf(int actor) => _person[actor];

    public PersonState this[int person] => _states[person];

    /// <summary>Every distinct id of a person, by code.</summary>
    public IEnumerable<int> ActorsOf(int actor)
    {
        var at = actor;
        do yield return at;
        while ((at = _next[at]) != actor);
    }

    public void Change(int person, PersonState state)
    {
        if (_states[person] == state) return;
        _states[person] = state;
        _changed.Add(person);
    }

    public void MarkChanged(int person) => _changed.Add(person);

    /// <summary>Gives all distinct ids of <paramref name="other"/>'s person to <paramref name="kept"/>'s; states are the caller's matter.</summary>
    public void Join(int kept, int other)
    {
        var (person, gone) = (_person[kept], _person[other]);
        foreach (var actor in ActorsOf(other).ToArray())
        {
            _person[actor] = person;
            if (actor < FirstNew) _moved.Add(actor);
        }
        (_next[kept], _next[other]) = (_next[other], _next[kept]);
        if (_states[gone].Stored) _removed.Add(gone);
        _states[gone] = default;
        _changed.Remove(gone);
    }

    /// <summary>Takes in a stored distinct id; codes come in order from 1.</summary>
    public void Restore(string distinctId, int person) => _person[Add(distinctId)] = person;

    public void Restore(int person, PersonState state) => _states[person] = state;

    /// <summary>Links the distinct ids of each person after the last was restored.</summary>
    public void Restored()
    {
        for (var actor = 1; actor < _person.Count; actor++)
        {
            var own = _person[actor];
            if (own != actor) (_next[actor], _next[own]) = (_next[own], _next[actor]);
        }
    }

    /// <summary>All that was new or changed is stored now.</summary>
    public void Committed()
    {
        foreach (var person in _changed) _states[person] = _states[person] with { Stored = true };
        _new.Clear();
        _moved.Clear();
        _changed.Clear();
        _removed.Clear();
    }

    private int Add(string distinctId)
    {
        var actor = _person.Count;
        _actors.Add(distinctId, actor);
        _person.Add(actor);
        _next.Add(actor);
        _states.Add(default);
        return actor;
    }
}
