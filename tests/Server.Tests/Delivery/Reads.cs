using System.Diagnostics;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Tandem.Server.Tests.Delivery;

/// <summary>Counts what is read from the database on behalf of a piece of work.</summary>
internal sealed class Reads : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly AsyncLocal<Reads?> Current = new();
    private int _count;

    static Reads() => DiagnosticListener.AllListeners.Subscribe(new Reads());

    private Reads()
    {
    }

    public static async Task<int> CountAsync(Func<Task> work)
    {
        var reads = new Reads();
        Current.Value = reads;
        await work();
        Current.Value = null;
        return reads._count;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore") value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is CommandExecutedEventData { Command.CommandText: var text } && text.StartsWith("SELECT", StringComparison.Ordinal) && Current.Value is { } reads) Interlocked.Increment(ref reads._count);
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }
}
