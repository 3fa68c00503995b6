namespace Tandem.Metrics.Asking;

/// <summary>
/// A question that can't be asked. <paramref name="field"/> is its place in the question as JSON (<c>series[0].math</c>), <paramref name="code"/> a stable
/// reason (<c>required</c>, <c>unknown_field</c>, <c>not_a_date</c>, …) and <paramref name="args"/> what the reason's sentence needs.
/// </summary>
public sealed class QuestionException(string field, string code, params object[] args) : Exception($"{field}: {code}")
{
    public string Field { get; } = field;

    public string Code { get; } = code;

    public IReadOnlyList<object> Args { get; } = args;
}
