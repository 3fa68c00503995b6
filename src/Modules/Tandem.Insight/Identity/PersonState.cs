namespace Tandem.Insight.Identity;

/// <summary>What the loader keeps in memory of one person; the properties stay in the store.</summary>
internal record struct PersonState
{
    /// <summary>The person's public id; empty while there is no profile.</summary>
    public Guid Id;

    /// <summary>Earliest time of the person's events, microseconds UTC, unless an import gave it.</summary>
    public long Created;
    public bool Identified;

    /// <summary>An import said when the person came to be: events no longer move it.</summary>
    public bool CreatedGiven;

    /// <summary>The store holds a row.</summary>
    public bool Stored;

    /// <summary>The row's properties are not empty.</summary>
    public bool HasProperties;

    public readonly bool Exists => Id != Guid.Empty;
}
