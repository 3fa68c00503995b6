using System.Globalization;
using System.Text;

namespace Tandem.Bench.Levelling;

/// <summary>One random project with source and sink, and its text in PSPLIB's form.</summary>
internal sealed class RandomProject
{
    private readonly Random random;
    private readonly int last;
    private readonly List<int>[] after, before;
    private readonly int[] duration;
    private readonly int[,] demand;
    private readonly int[] capacity;

    public RandomProject(Random random, int activities, int resources, double complexity, double factor, double strength)
    {
        (this.random, last) = (random, activities + 1);
        after = [.. Enumerable.Range(0, last + 1).Select(_ => new List<int>())];
        before = [.. Enumerable.Range(0, last + 1).Select(_ => new List<int>())];
        (duration, demand, capacity) = (new int[last + 1], new int[last + 1, resources], new int[resources]);
        Connect(complexity);
        for (var i = 1; i < last; i++)
        {
            duration[i] = random.Next(1, 11);
            for (var r = 0; r < resources; r++) demand[i, r] = random.NextDouble() < factor ? random.Next(1, 11) : 0;
        }
        for (var r = 0; r < resources; r++) capacity[r] = Strong(r, strength);
    }

    private void Connect(double complexity)
    {
        for (var i = 1; i <= 3; i++) Link(0, i);
        for (var i = last - 3; i < last; i++) Link(i, last);
        for (var i = 4; i < last; i++) Link(Pick(Math.Max(1, i - last / 2), Math.Min(i, last - 3)), i);
        for (var i = 1; i < last - 3; i++) if (after[i].Count == 0) Link(i, Pick(Math.Max(i + 1, 4), last));
        var wanted = (int)(complexity * (last + 1));
        for (var (made, attempts) = (after.Sum(a => a.Count), 0); made < wanted && attempts < 20 * wanted; attempts++)
        {
            var (from, to) = (random.Next(1, last - 3), random.Next(4, last));
            if (from >= to || after[from].Count >= 3 || before[to].Count >= 3 || Reaches(from, to)) continue;
            Link(from, to);
            made++;
        }
    }

    private int Pick(int from, int to) => random.Next(from, Math.Max(from + 1, to));

    private void Link(int from, int to)
    {
        after[from].Add(to);
        before[to].Add(from);
    }

    private bool Reaches(int from, int to) => from == to || (from < to && after[from].Any(next => Reaches(next, to)));

    /// <summary>Between the largest single demand (strength 0) and the peak of the schedule without resources (strength 1).</summary>
    private int Strong(int r, double strength)
    {
        var start = new int[last + 1];
        for (var i = 1; i <= last; i++) start[i] = before[i].Max(p => start[p] + duration[p]);
        var use = new int[start[last] + 1];
        var least = 0;
        for (var i = 1; i < last; i++)
        {
            least = Math.Max(least, demand[i, r]);
            for (var t = start[i]; t < start[i] + duration[i]; t++) use[t] += demand[i, r];
        }
        return least + (int)Math.Round(strength * (use.Max() - least));
    }

    public string Text()
    {
        var text = new StringBuilder("PRECEDENCE RELATIONS:\njobnr.    #modes  #successors   successors\n");
        for (var i = 0; i <= last; i++) text.AppendLine(Row([i + 1, 1, after[i].Count, .. after[i].Select(s => s + 1)]));
        text.Append("************\nREQUESTS/DURATIONS:\njobnr. mode duration  R 1 …\n");
        for (var i = 0; i <= last; i++) text.AppendLine(Row([i + 1, 1, duration[i], .. Enumerable.Range(0, capacity.Length).Select(r => demand[i, r])]));
        return text.Append("************\nRESOURCEAVAILABILITIES:\n").AppendLine(Row(capacity)).Append("************\n").ToString();
    }

    private static string Row(IEnumerable<int> numbers) => string.Join(' ', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture).PadLeft(4)));
}
