using System.Globalization;

namespace Tandem.Bench.Forecasting;

/// <summary>One line of a forecasting set: <c>id,m,h,train[,test]</c>, values separated by spaces.</summary>
internal sealed record SeriesLine(string Id, int Season, int Horizon, double[] Train, double[] Test)
{
    public static IEnumerable<SeriesLine> Read(string path)
    {
        foreach (var line in File.ReadLines(path).Skip(1).Where(l => l.Length > 0))
        {
            var cells = line.Split(',');
            yield return new(cells[0], Whole(cells[1]), Whole(cells[2]), Numbers(cells[3]), cells.Length > 4 ? Numbers(cells[4]) : []);
        }
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double[] Numbers(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
}
