using System.Diagnostics.CodeAnalysis;

namespace Tandem.Contracts.Ids;

/// <summary>An id of one kind of thing. It is a GUID (version 7: ordered by creation) that can't be mixed up with another kind's.</summary>
public interface ITypedId<TSelf> : IParsable<TSelf> where TSelf : struct, ITypedId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);
}

/// <summary>Reads ids as routes and bodies carry them.</summary>
public static class TypedId
{
    /// <summary>A new id, later in order than all made before.</summary>
    public static T New<T>() where T : struct, ITypedId<T> => T.From(OrderedGuid.New());

    /// <summary>An unreadable text gives the empty id, which nothing has: the route then answers 404 after authorisation, not 400 before it. False where there is no text at all.</summary>
    public static bool Read<T>([NotNullWhen(true)] string? text, out T id) where T : struct, ITypedId<T>
    {
        id = T.From(Guid.TryParse(text, out var value) ? value : Guid.Empty);
        return !string.IsNullOrEmpty(text);
    }
}
