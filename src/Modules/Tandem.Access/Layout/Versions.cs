using Tandem.Kernel.Problems;

namespace Tandem.Access.Layout;

/// <summary>A page's form carries the version that it showed, as the API does in If-Match.</summary>
internal static class Versions
{
    public static Action<long, Dictionary<string, object?>> Same(long? shown) => (version, last) =>
    {
        if (shown != version) throw new ProblemException(412, "changed_meanwhile") { More = last };
    };
}
