namespace Tandem.Scheduling.Levelling;

/// <summary>One schedule of a search: the activities in order of start, their starts, and the makespan.</summary>
internal sealed class Individual(int count)
{
    public int[] List { get; } = new int[count];
    public int[] Start { get; } = new int[count];

    /// <summary>Of projects whose activities have several.</summary>
    public int[] Modes { get; } = new int[count];
    public int Makespan { get; set; } = int.MaxValue;

    public void CopyFrom(Individual other)
    {
        other.List.CopyTo(List, 0);
        other.Start.CopyTo(Start, 0);
        other.Modes.CopyTo(Modes, 0);
        Makespan = other.Makespan;
    }
}
