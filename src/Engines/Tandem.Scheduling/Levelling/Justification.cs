namespace Tandem.Scheduling.Levelling;

/// <summary>
/// Builds schedules from activity lists and improves them by double justification: pushed to the right in order of decreasing finish, then back to the left
/// in order of increasing start (Valls, Ballestín, Quintanilla 2005, "Justification and RCPSP: a technique that pays"). Never makes a schedule longer.
/// </summary>
internal sealed class Justification
{
    private readonly ResourceProject project;
    private readonly SerialGeneration forward, backward;
    private readonly int[] mirrored, order;
    private int[] buckets;

    public Justification(ResourceProject project)
    {
        this.project = project;
        (forward, backward) = (new SerialGeneration(project, mirrored: false), new SerialGeneration(project, mirrored: true));
        (mirrored, order, buckets) = (new int[project.Count], new int[project.Count], new int[256]);
    }

    /// <summary>Schedules built so far.</summary>
    public int Schedules { get; private set; }

    /// <summary>The project has a new duration and new demands for this activity.</summary>
    public void Change(int activity)
    {
        forward.Pack(activity);
        backward.Pack(activity);
    }

    /// <summary>The schedule of a list as it is.</summary>
    public int Build(int[] list, int[] start)
    {
        Schedules++;
        return forward.Run(list, start);
    }

    /// <summary>The schedule of a list after double justification; the list becomes that schedule's order of starts.</summary>
    public int Improve(int[] list, int[] start)
    {
        var makespan = Build(list, start);
        return Justify(list, start, makespan);
    }

    public int Justify(int[] list, int[] start, int makespan)
    {
        Turn(list, start, makespan);
        Schedules += 2;
        var length = backward.Run(order, mirrored);
        order.CopyTo(list, 0);
        Turn(list, mirrored, length);
        order.CopyTo(list, 0);
        return forward.Run(list, start);
    }

    /// <summary>The activities by decreasing finish, equal ones in the list's order turned round, which keeps each after what it waits for in turned time.</summary>
    private void Turn(int[] list, int[] start, int makespan)
    {
        if (buckets.Length < makespan + 2) buckets = new int[makespan * 2 + 2];
        var places = buckets.AsSpan(0, makespan + 2);
        places.Clear();
        foreach (var i in list) places[makespan - start[i] - project.Duration[i] + 1]++;
        for (var t = 1; t < places.Length; t++) places[t] += places[t - 1];
        for (var at = list.Length - 1; at >= 0; at--)
        {
            var i = list[at];
            order[places[makespan - start[i] - project.Duration[i]]++] = i;
        }
    }
}
