namespace Tandem.Scheduling.Files;

/// <summary>Parents by outline level: a row stands under the nearest row before it with a lower level.</summary>
internal static class Outline
{
    public static List<PlanTask> Of(IReadOnlyList<PlanTask> rows)
    {
        var tasks = rows.ToList();
        var above = new Stack<int>();
        for (var i = 0; i < tasks.Count; i++)
        {
            while (above.TryPeek(out var top) && tasks[top].OutlineLevel >= tasks[i].OutlineLevel) above.Pop();
            if (above.TryPeek(out var parent))
            {
                tasks[i] = tasks[i] with { ParentKey = tasks[parent].Key };
                if (tasks[parent].Type != ActivityType.Summary) tasks[parent] = tasks[parent] with { Type = ActivityType.Summary };
            }
            above.Push(i);
        }
        return tasks;
    }
}
