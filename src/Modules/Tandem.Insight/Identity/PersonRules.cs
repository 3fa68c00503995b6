namespace Tandem.Insight.Identity;

/// <summary>
/// Who is who: what an event does to the persons of a product. The rules are those of PostHog's person processing
/// (plugin-server/tests/worker/ingestion/person-state.test.ts), summed up in docs/adr.
/// </summary>
internal sealed class PersonRules(ProductPeople people, PersonProperties properties)
{
    /// <summary>An event with a profile happened: its person exists from the earliest such moment on.</summary>
    public void Seen(int actor, long time)
    {
        var person = people.PersonOf(actor);
        var state = people[person];
        if (!state.Exists) state = state with { Id = Guid.CreateVersion7(), Created = time };
        if (state.CreatedGiven) return;
        people.Change(person, state with { Created = Math.Min(state.Created, time) });
    }

    /// <returns>Why the merge that the event asked for was refused, or null.</returns>
    public string? Apply(int actor, IdentityAct act, int? other)
    {
        var refused = act.Kind switch
        {
            IdentityKind.Identify => other is null ? null : Merge(actor, other.Value, evenIdentified: false),
            IdentityKind.Alias => other is null ? MergeRefusals.NoAlias : Merge(actor, other.Value, evenIdentified: false),
            IdentityKind.MergeDangerously => other is null ? MergeRefusals.NoAlias : Merge(actor, other.Value, evenIdentified: true),
            _ => null,
        };
        // nobody asked for this merge by itself, so its refusal is none
        if (act.Kind is IdentityKind.Link && other is not null)
        {
            Merge(actor, other.Value, evenIdentified: false);
            Identified(actor);
        }
        if (act.Kind is IdentityKind.Identify || act.Kind is IdentityKind.Alias or IdentityKind.MergeDangerously && refused is null) Identified(actor);
        SetProperties(people.PersonOf(actor), act.Set, act.SetOnce, act.Unset);
        return refused;
    }

    /// <summary>Makes <paramref name="other"/>'s person part of <paramref name="kept"/>'s: kept properties win, the earlier creation stays.</summary>
    public string? Merge(int kept, int other, bool evenIdentified)
    {
        var (into, gone) = (people.PersonOf(kept), people.PersonOf(other));
        if (into == gone) return null;
        var (a, b) = (people[into], people[gone]);
        if (b.Identified && !evenIdentified) return MergeRefusals.AlreadyIdentified;
        if (b.Exists && b.HasProperties)
        {
            var merged = PropertyBag.Merge(properties.Of(into, a), properties.Of(gone, b));
            properties.Set(into, merged);
            a = a with { HasProperties = true };
            people.MarkChanged(into);
        }
        people.Join(kept, other);
        people.Change(into, a with
        {
            Id = a.Exists ? a.Id : b.Id,
            Created = a.Exists && b.Exists ? Math.Min(a.Created, b.Created) : a.Exists ? a.Created : b.Created,
            Identified = a.Identified || b.Identified,
            CreatedGiven = a.CreatedGiven || b.CreatedGiven,
        });
        return null;
    }

    public void Identified(int actor)
    {
        var person = people.PersonOf(actor);
        people.Change(person, people[person] with { Identified = true });
    }

    /// <summary>An import says when the person came to be.</summary>
    public void CreatedAt(int actor, long created)
    {
        var person = people.PersonOf(actor);
        people.Change(person, people[person] with { Created = created, CreatedGiven = true });
    }

    public void SetProperties(int person, string? set, string? setOnce, string? unset)
    {
        if (set is null && setOnce is null && unset is null) return;
        var state = people[person];
        var before = properties.Of(person, state);
        var after = PropertyBag.Apply(before, set, setOnce, unset);
        if (after == before) return;
        properties.Set(person, after);
        people.Change(person, state with { HasProperties = after != PropertyBag.Empty });
        people.MarkChanged(person);
    }
}

/// <summary>Reasons of a refused merge, as counted on the live page.</summary>
internal static class MergeRefusals
{
    public const string IllegalId = "merge_with_illegal_id";
    public const string AlreadyIdentified = "merge_already_identified";
    public const string NoAlias = "merge_without_alias";
}
