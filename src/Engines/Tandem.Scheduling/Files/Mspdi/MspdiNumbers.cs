namespace Tandem.Scheduling.Files;

/// <summary>The UID each row is written with: its own where it has one, else the next free number.</summary>
internal sealed class MspdiNumbers
{
    private readonly Dictionary<int, int> uids = [];
    private int assignments;

    public MspdiNumbers(PlanFile file)
    {
        var taken = new HashSet<int>();
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
        assignments = file.Assignments.Max(a => a.Uid) ?? 0;
    }

    public int Of(int key) => uids.GetValueOrDefault(key, key);

    public long NextAssignment() => ++assignments;
}
