namespace Tandem.Metrics.Sql;

/// <summary>A statement with numbered parameters: the n-th of <paramref name="Parameters"/> stands where the text says <c>$n</c>.</summary>
public sealed record SqlText(string Text, IReadOnlyList<object> Parameters);
