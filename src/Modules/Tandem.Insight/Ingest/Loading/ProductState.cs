using System.Collections.Concurrent;
using System.Text;
using Tandem.Contracts.Ids;
using Tandem.Insight.Events;
using Tandem.Insight.Identity;

namespace Tandem.Insight.Ingest.Loading;

/// <summary>What the loader holds of one product. Questions read only the code, the event names and the last event, from other threads.</summary>
internal sealed class ProductState
{
    private readonly ConcurrentDictionary<string, int> _names = new();
    private readonly ConcurrentDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byText;
    private readonly List<EventNameRow> _newNames = [];
    private long _lastEvent = long.MinValue;

    public ProductState(int code, ProductId id, IEventWriter store)
    {
        (Code, Id) = (code, id);
        Properties = new PersonProperties(code, store);
        Rules = new PersonRules(People, Properties);
        _byText = _names.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Code { get; }
    public ProductId Id { get; }
    public bool Stored { get; set; }
    public ProductPeople People { get; } = new();
    public PersonProperties Properties { get; }
    public PersonRules Rules { get; }
    public GroupBook Groups { get; } = new();

    /// <summary>Latest time of an event, microseconds UTC; null while there is none.</summary>
    public long? LastEvent => Interlocked.Read(ref _lastEvent) is > long.MinValue and var time ? time : null;

    public int? NameCode(string name) => _names.TryGetValue(name, out var code) ? code : null;

    /// <summary>The code of an event name, made where it is new.</summary>
    public int Name(ReadOnlySpan<byte> utf8)
    {
        Span<char> room = stackalloc char[512];
        ReadOnlySpan<char> text = utf8.Length <= room.Length ? room[..Encoding.UTF8.GetChars(utf8, room)] : Encoding.UTF8.GetString(utf8);
        if (_byText.TryGetValue(text, out var code)) return code;
        var row = new EventNameRow(Code, _names.Count + 1, text.ToString());
        _names[row.Name] = row.Event;
        _newNames.Add(row);
        return row.Event;
    }

    public void Restore(int code, string name) => _names[name] = code;

    public void Happened(long time)
    {
        if (time > _lastEvent) Interlocked.Exchange(ref _lastEvent, time);
    }

    /// <summary>Moves what is new or changed into the batch.</summary>
    public void Collect(LoadBatch batch)
    {
        if (!Stored) batch.Products.Add(new ProductRow(Code, Id.Value));
        batch.EventNames.AddRange(_newNames);
        for (var i = 0; i < People.New.Count; i++)
        {
            var actor = People.FirstNew + i;
            batch.NewActors.Add(new ActorRow(Code, actor, People.New[i], People.PersonOf(actor)));
        }
        batch.MovedActors.AddRange(People.Moved.Select(actor => new ActorRow(Code, actor, null, People.PersonOf(actor))));
        batch.RemovedPersons.AddRange(People.Removed.Select(person => (Code, person)));
        foreach (var person in People.Changed)
        {
            var state = People[person];
            var written = Properties.Written(person);
            var row = new PersonRow(Code, person, state.Id, state.Identified, state.Created, state.CreatedGiven, written ?? (state.Stored ? null : PropertyBag.Empty));
            (state.Stored ? batch.ChangedPersons : batch.NewPersons).Add(row);
        }
        foreach (var ((type, key), group) in Groups.Changed)
            (group.Stored ? batch.ChangedGroups : batch.NewGroups).Add(new GroupRow(Code, type, key, group.Created, group.Properties));
    }

    public void Committed()
    {
        Stored = true;
        _newNames.Clear();
        People.Committed();
        Properties.Committed();
        Groups.Committed();
    }
}
