namespace Tandem.Kernel.Web;

/// <summary>What must have happened before /healthz/ready answers 200: tables migrated, log replayed, in the demo the sample filled in and its accounts printed.</summary>
public sealed class Readiness
{
    private readonly HashSet<string> _waiting = [];

    /// <summary>Names something to wait for; call the answer when it is done.</summary>
    public Action Await(string what)
    {
        lock (_waiting) _waiting.Add(what);
        return () => { lock (_waiting) _waiting.Remove(what); };
    }

    public IReadOnlyList<string> Waiting
    {
        get { lock (_waiting) return [.. _waiting]; }
    }
}
