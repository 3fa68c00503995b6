namespace Tandem.Kernel.Problems;

/// <summary>
/// Something the caller must put right. Code is stable (<c>type</c> is <c>/problems/{code}</c>); its sentence stands in the words as <c>problem.{code}</c>
/// with {0}… for the arguments, and is written in the reader's language. Field names what was wrong in the request.
/// </summary>
public sealed class ProblemException(int status, string code, string? field = null, params object?[] arguments) : Exception(code)
{
    public int Status { get; } = status;
    public string Code { get; } = code;
    public string? Field { get; } = field;
    public IReadOnlyList<object?> Arguments { get; } = arguments;

    /// <summary>Further members of the answer: a cycle's members, a conflict's two values.</summary>
    public Dictionary<string, object?> More { get; init; } = [];

    /// <summary>Seconds for Retry-After.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The same at the field of a form that calls it otherwise.</summary>
    public ProblemException At(string field) => new(Status, Code, field, [.. Arguments]) { More = More, RetryAfter = RetryAfter };

    public static ProblemException NotFound() => new(404, "not_found");

    public static ProblemException Invalid(string field, string code, params object?[] arguments) => new(400, code, field, arguments);
}
