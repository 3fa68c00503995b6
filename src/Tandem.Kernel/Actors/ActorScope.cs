namespace Tandem.Kernel.Actors;

/// <summary>The actor of the current scope: a request's, a message's or a job's. Set once at its start.</summary>
public sealed class ActorScope
{
    public Actor Current { get; set; } = Actor.Nobody;

    /// <summary>The past moment (UTC) that this request looks at; null for the present. See <see cref="Web.AsOf"/>.</summary>
    public DateTime? AsOf { get; set; }

    /// <summary>What caused this scope's writes (a signal's id, "sample"); the audit shows it.</summary>
    public string? Cause { get; set; }
}
