using Tandem.Insight.Ingest.Log;

namespace Tandem.Insight.Events;

/// <summary>What one transaction of the loader writes. Times are microseconds since 1970-01-01 UTC.</summary>
public sealed class LoadBatch
{
    public List<ProductRow> Products { get; } = [];
    public List<EventNameRow> EventNames { get; } = [];
    public List<ActorRow> NewActors { get; } = [];

    /// <summary>Known distinct ids that now belong to another person.</summary>
    public List<ActorRow> MovedActors { get; } = [];
    public List<PersonRow> NewPersons { get; } = [];
    public List<PersonRow> ChangedPersons { get; } = [];

    /// <summary>Persons merged into another.</summary>
    public List<(int Product, int Person)> RemovedPersons { get; } = [];
    public List<GroupRow> NewGroups { get; } = [];
    public List<GroupRow> ChangedGroups { get; } = [];
    public List<EventRow> Events { get; } = [];

    /// <summary>Behind the last record that is in this batch.</summary>
    public LogPosition Position { get; set; }
}

public readonly record struct ProductRow(int Product, Guid Id);

public readonly record struct EventNameRow(int Product, int Event, string Name);

/// <param name="DistinctId">Null in <see cref="LoadBatch.MovedActors"/>: the text does not change.</param>
public readonly record struct ActorRow(int Product, int Actor, string? DistinctId, int Person);

/// <param name="Properties">JSON object; null in <see cref="LoadBatch.ChangedPersons"/> where they stay as stored.</param>
public readonly record struct PersonRow(int Product, int Person, Guid Id, bool Identified, long Created, bool CreatedGiven, string? Properties);

public readonly record struct GroupRow(int Product, string Type, string Key, long Created, string Properties);

/// <param name="Properties">JSON object, UTF-8, as sent.</param>
public readonly record struct EventRow(int Product, long Sequence, Guid Id, int Actor, long Time, int Event, ReadOnlyMemory<byte> Properties, long Received);
