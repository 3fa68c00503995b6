namespace Tandem.Scheduling.Levelling;

/// <summary>The modes of a search's schedules: drawn, crossed, mended until the stocks suffice, and put into the project that the schedules are built of.</summary>
internal sealed class ModeChoice
{
    /// <summary>Times that mending is thrown out of where it doesn't get further.</summary>
    private const int Kicks = 30;
    private readonly ModeProject problem;
    private readonly int[] current;
    private readonly int[] used;

    public ModeChoice(ModeProject problem)
    {
        (this.problem, current, used) = (problem, new int[problem.Count], new int[problem.Stock.Count]);
        Array.Fill(current, -1);
        var longest = problem.Longest;
        Project = new ResourceProject(longest.Duration, longest.Demand, longest.Capacity, longest.Successors);
    }

    /// <summary>As long and demanding as the modes applied last; its horizon has room for all.</summary>
    public ResourceProject Project { get; }

    public void Draw(int[] modes, ref SplitMix draws)
    {
        for (var i = 0; i < modes.Length; i++) modes[i] = draws.NextInt(problem.Usable[i].Length);
    }

    /// <summary>Each activity's mode from one of the two, one in twenty drawn.</summary>
    public void Cross(int[] father, int[] mother, int[] child, ref SplitMix draws)
    {
        for (var i = 0; i < child.Length; i++) child[i] = draws.NextInt(20) == 0 ? draws.NextInt(problem.Usable[i].Length) : draws.NextInt(2) == 0 ? father[i] : mother[i];
    }

    /// <summary>Mends the modes and makes the project theirs; false where they couldn't be mended.</summary>
    public bool Apply(int[] modes, Justification schedules, ref SplitMix draws)
    {
        if (!Mend(modes, ref draws)) return false;
        for (var i = 0; i < modes.Length; i++)
        {
            if (modes[i] == current[i]) continue;
            var mode = problem.Mode(i, current[i] = modes[i]);
            Project.Duration[i] = mode.Duration;
            for (var r = 0; r < Project.Resources; r++) Project.Demand[i * Project.Resources + r] = mode.Duration == 0 ? 0 : mode.Demand[r];
            schedules.Change(i);
        }
        return true;
    }

    /// <summary>The modes as indices of those given.</summary>
    public int[] Given(int[] modes) => [.. modes.Select((m, i) => problem.Usable[i][m])];

    /// <summary>Changes one mode at a time, the one that takes most off what is used too much, and a few by chance where none takes anything off.</summary>
    private bool Mend(int[] modes, ref SplitMix draws)
    {
        Array.Clear(used);
        for (var i = 0; i < modes.Length; i++) Count(i, modes[i], 1);
        for (var kicks = 0; Excess() is > 0 and var excess;)
        {
            var (best, at, to) = (excess, -1, 0);
            for (int n = 0, i = draws.NextInt(modes.Length); n < modes.Length; n++, i = (i + 1) % modes.Length)
            {
                for (var m = 0; m < problem.Usable[i].Length; m++)
                {
                    if (m != modes[i] && ExcessWith(i, modes[i], m) is var less && less < best) (best, at, to) = (less, i, m);
                }
            }
            if (at < 0 && ++kicks > Kicks) return false;
            for (var n = at < 0 ? 3 : 1; n > 0; n--)
            {
                var i = at < 0 ? draws.NextInt(modes.Length) : at;
                Count(i, modes[i], -1);
                modes[i] = at < 0 ? draws.NextInt(problem.Usable[i].Length) : to;
                Count(i, modes[i], 1);
            }
        }
        return true;
    }

    private void Count(int activity, int mode, int times)
    {
        var use = problem.Mode(activity, mode).Use;
        for (var n = 0; n < used.Length; n++) used[n] += times * use[n];
    }

    private int ExcessWith(int activity, int from, int to)
    {
        Count(activity, from, -1);
        Count(activity, to, 1);
        var excess = Excess();
        Count(activity, to, -1);
        Count(activity, from, 1);
        return excess;
    }

    private int Excess()
    {
        var sum = 0;
        for (var n = 0; n < used.Length; n++) sum += Math.Max(0, used[n] - problem.Stock[n]);
        return sum;
    }
}
