using System.Text;
using Tandem.Insight.Events;
using Tandem.Insight.Identity;
using Tandem.Insight.Ingest.Log;
using Tandem.Insight.Ingest.Records;

namespace Tandem.Insight.Ingest.Loading;

/// <summary>Turns records of the log into one batch for the store: decodes, drops duplicates, applies what events say of persons and groups.</summary>
internal sealed class BatchBuilder(IEventWriter store, LoaderState state, IngestCounters counters) : IDisposable
{
    private const int MaxEvents = 50_000;
    private const int MaxBytes = 24 << 20;

    private readonly StagedEvents _staged = new();
    private readonly Duplicates _duplicates = new(store, new RecentIds(store));
    private readonly HashSet<ProductState> _touched = [];

    /// <summary>The next batch; null where the log has nothing before <paramref name="durable"/>. Its memory is valid until the next call.</summary>
    public LoadBatch? Next(LogReader log, LogPosition durable)
    {
        _staged.Clear();
        _touched.Clear();
        while (_staged.Events.Count < MaxEvents && _staged.Size < MaxBytes && log.Next(durable) is { IsEmpty: false } payload)
        {
            var head = RecordHead.Read(payload);
            var product = state.Product(head.Product);
            _touched.Add(product);
            if (head.Kind == RecordKind.Events)
            {
                for (var events = new EventsReader(payload); events.Next(out var e);) _staged.Add(product, e, head.Received);
                continue;
            }
            var persons = PersonsRecord.Read(payload);
            var before = Events();
            foreach (var person in persons) Import(product, person, head.Received);
            return Finish(before, log.Position);
        }
        return _touched.Count == 0 ? null : Finish(Events(), log.Position);
    }

    /// <summary>The batch is in the store.</summary>
    public void Committed()
    {
        foreach (var product in _touched) product.Committed();
    }

    private LoadBatch Finish(LoadBatch batch, LogPosition position)
    {
        batch.Position = position;
        foreach (var product in _touched) product.Collect(batch);
        return batch;
    }

    private LoadBatch Events()
    {
        var batch = new LoadBatch();
        _duplicates.Begin(_staged.Events);
        FetchProperties();
        foreach (var e in _staged.Events)
        {
            if (_duplicates.IsDuplicate(e.Key))
            {
                counters.Dropped(e.Product.Id, DropReasons.Duplicate);
                continue;
            }
            Identify(e);
            e.Product.Happened(e.Time);
            batch.Events.Add(new EventRow(e.Product.Code, state.NextSequence(), e.Id, e.Actor, e.Time, e.Name, _staged.Properties(e), e.Received));
        }
        return batch;
    }

    private void Identify(in StagedEvents.Staged e)
    {
        if ((e.Marks & EventMarks.Personless) != 0) return;
        if (e.Identity?.Act is { Kind: IdentityKind.Group } group)
        {
            e.Product.Groups.Identify(group.GroupType!, group.Other!, e.Time, group.Set);
            return;
        }
        e.Product.Rules.Seen(e.Actor, e.Time);
        if (e.Identity is not { } identity) return;
        var refused = e.Product.Rules.Apply(e.Actor, identity.Act, identity.Other);
        if (identity.IllegalOther) refused = MergeRefusals.IllegalId;
        if (refused is not null) counters.Warned(e.Product.Id, refused, identity.Act.Other);
    }

    /// <summary>Reads in one query a product what the events of this batch will change.</summary>
    private void FetchProperties()
    {
        foreach (var events in _staged.Events.Where(e => e.Identity is { Act.Kind: not IdentityKind.Group }).GroupBy(e => e.Product))
        {
            var people = events.Key.People;
            var persons = events.SelectMany(e => new[] { e.Actor, e.Identity!.Other ?? e.Actor }).Select(people.PersonOf).Where(p => people[p].HasProperties).ToHashSet();
            events.Key.Properties.Fetch(persons);
        }
    }

    /// <summary>An imported person: its distinct ids are one person from now on, with these properties over what was known.</summary>
    private static void Import(ProductState product, ImportedPerson person, long received)
    {
        var actors = person.DistinctIds.Select(id => product.People.Actor(Encoding.UTF8.GetBytes(id))).ToList();
        product.Rules.Seen(actors[0], person.Created ?? received);
        foreach (var other in actors.Skip(1)) product.Rules.Merge(actors[0], other, evenIdentified: true);
        product.Rules.SetProperties(product.People.PersonOf(actors[0]), person.Properties, null, null);
        if (person.Identified) product.Rules.Identified(actors[0]);
        if (person.Created is { } created) product.Rules.CreatedAt(actors[0], created);
    }

    public void Dispose() => _staged.Dispose();
}
