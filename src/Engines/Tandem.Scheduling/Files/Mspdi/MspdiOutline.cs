namespace Tandem.Scheduling.Files;

/// <summary>Outline numbers (1.2.3) of rows one after the other, by their levels.</summary>
internal sealed class MspdiOutline
{
    private readonly List<int> counts = [];

    public string Next(int level)
    {
        level = Math.Max(0, level);
        while (counts.Count > level) counts.RemoveAt(counts.Count - 1);
        while (counts.Count < level) counts.Add(0);
        if (level > 0) counts[^1]++;
        return string.Join('.', counts);
    }
}
