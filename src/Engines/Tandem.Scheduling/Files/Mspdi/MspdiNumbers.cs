namespace Tandem.Scheduling.Files;

/// <summary>The UID each row is written with: its own where it has one, else the next free number.</summary>
internal sealed class MspdiNumbers
{
    private readonly Dictionary<int, int> uids = [];
    private int assignments;

    /// <param name="file">Whose rows.</param>
    /// <param name="reserved">Numbers of rows of the file that aren't tasks.</param>
    /// <param name="assigned">Numbers of assignments of the file to things that aren't there.</param>
    public MspdiNumbers(PlanFile file, IEnumerable<int> reserved, IEnumerable<int> assigned)
    {
        var taken = reserved.ToHashSet();
        foreach (var task in file.Tasks)
        {
            if (task.Uid is { } uid && uid > 0 && taken.Add(uid)) uids[task.Key] = uid;
        }
        var next = 1;
        foreach (var task in file.Tasks)
        {
            if (uids.ContainsKey(task.Key)) continue;
            while (!taken.Add(next)) next++;
            uids[task.Key] = next;
        }
        assignments = Math.Max(file.Assignments.Max(a => a.Uid) ?? 0, assigned.DefaultIfEmpty(0).Max());
    }

    public int Of(int key) => uids.GetValueOrDefault(key, key);

    public long NextAssignment() => ++assignments;
}
