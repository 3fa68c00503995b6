namespace Tandem.Scheduling.Risk;

/// <summary>Sums over a fixed stretch of runs. Blocks are added in their order, so that the answer doesn't depend on which thread made which.</summary>
internal sealed class RunBlock(int activities, int risks)
{
    public int[] Critical { get; } = new int[activities];
    public int[] Late { get; } = new int[activities];
    public double[] Sum { get; } = new double[activities];
    public double[] Squares { get; } = new double[activities];
    public double[] WithFinish { get; } = new double[activities];
    public double[] Slip { get; } = new double[activities];
    public int[] Occurred { get; } = new int[risks];
    public double[] FinishWith { get; } = new double[risks];
    public double[] CostWith { get; } = new double[risks];
    public double Finish { get; set; }
    public double FinishSquares { get; set; }
    public double Cost { get; set; }

    public void Add(RunBlock other)
    {
        Add(Critical, other.Critical);
        Add(Late, other.Late);
        Add(Occurred, other.Occurred);
        Add(Sum, other.Sum);
        Add(Squares, other.Squares);
        Add(WithFinish, other.WithFinish);
        Add(Slip, other.Slip);
        Add(FinishWith, other.FinishWith);
        Add(CostWith, other.CostWith);
        (Finish, FinishSquares, Cost) = (Finish + other.Finish, FinishSquares + other.FinishSquares, Cost + other.Cost);
    }

    private static void Add<T>(T[] sums, T[] more)
        where T : System.Numerics.INumber<T>
    {
        for (var i = 0; i < sums.Length; i++) sums[i] += more[i];
    }
}
