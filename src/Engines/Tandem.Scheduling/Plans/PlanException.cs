namespace Tandem.Scheduling;

/// <summary>A plan that can't be scheduled. <see cref="Code"/> is stable; the message is plain English.</summary>
public class PlanException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public string Code { get; } = code;
}

/// <summary>The links form a loop. <see cref="Members"/> are the keys of its activities in link order, each driving the next, the last the first.</summary>
public sealed class PlanCycleException(IReadOnlyList<int> members) : PlanException("cycle", $"The links form a loop of {members.Count} activities: {string.Join(" → ", members.Take(20))}.")
{
    public IReadOnlyList<int> Members { get; } = members;
}
